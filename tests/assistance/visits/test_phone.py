"""A visit without network, in a real browser: nothing is lost, nothing is there twice."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from niudai.access.permissions import Role
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.models import Survey
from tests.browser import page_of
from tests.browser_journeys.conftest import session_of
from tests.browser_journeys.people import fill
from tests.factories import AppointmentFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
ANSWERS = {
    "second_surveyor": "陪示例", "spoken_with": "甄困难本人", "present": "as_declared",
    "housing": "rent", "floor_area": "50", "state": "simple", "illness": "seen",
    "school": "seen", "work": "told", "income": "seen", "result": "fits",
    "conclusion": "情况属实",
}  # fmt: skip
LEFT = """async () => {
  const left = {};
  for (const name of ["homes", "surveys", "photos", "meta"]) {
    const database = await new Promise((done) => {
      indexedDB.open("niudai-visits").onsuccess = ({ target }) => done(target.result);
    });
    left[name] = await new Promise((done) => {
      const all = database.transaction(name).objectStore(name).getAll();
      all.onsuccess = () => done(all.result.length);
    });
    database.close();
  }
  return left;
}"""
READABLE = """async (words) => {
  const database = await new Promise((done) => {
    indexedDB.open("niudai-visits").onsuccess = ({ target }) => done(target.result);
  });
  let found = "";
  for (const name of ["homes", "surveys"]) {
    const rows = await new Promise((done) => {
      const all = database.transaction(name).objectStore(name).getAll();
      all.onsuccess = () => done(all.result);
    });
    for (const row of rows) {
      const { body, iv, ...clear } = row;
      found += JSON.stringify(clear) + new TextDecoder().decode(body);
    }
  }
  database.close();
  return words.filter((word) => found.includes(word));
}"""


def signed_in(page, appointment, address):
    name, value = settings.SESSION_COOKIE_NAME, session_of(appointment.user)
    page.context.add_cookies([{"name": name, "value": value, "url": address}])


@pytest.fixture
def at_door(browser, live_server, file, appointment):
    """The officer's phone with the household taken along."""
    with page_of(
        browser, live_server.url, 360, 740, has_touch=True, is_mobile=True, heard_by=[]
    ) as page:
        signed_in(page, appointment, live_server.url)
        page.goto("/office/visits/")
        page.check(f"[name=file][value='{file.pk}']")
        page.click("#take button[type=submit]")
        page.wait_for_url("**/office/visits/phone/")
        page.wait_for_selector("#homes button")
        yield page


def opens(page):
    page.click("#homes button")
    page.wait_for_selector("#phone[data-open=survey]")


def fills(page):
    opens(page)
    fill(page, first_surveyor="访示例", **ANSWERS)
    for name in ("first_signature", "second_signature"):
        box = page.locator(f"canvas[data-signature={name}]")
        box.scroll_into_view_if_needed()
        where = box.bounding_box()
        page.mouse.move(where["x"] + 20, where["y"] + 20)
        page.mouse.down()
        page.mouse.move(where["x"] + 120, where["y"] + 60, steps=5)
        page.mouse.up()
    page.wait_for_timeout(500)


def finishes(page):
    page.click("#survey button[type=submit]")
    page.wait_for_selector("#phone[data-open=lists]")


def waits_for_kept(page):
    expect(page.locator("#told")).to_contain_text("已上传")
    expect(page.locator("#waiting li")).to_have_count(0)


def test_filled_in_without_network_it_survives_a_reload_and_is_sent_once(at_door, file):
    page = at_door
    page.context.set_offline(True)
    fills(page)
    page.reload()
    opens(page)
    assert page.input_value("[name=conclusion]") == "情况属实"
    assert page.input_value("[name=first_signature]").startswith("data:image/png")
    finishes(page)
    assert page.locator("#waiting li").count() == 1
    assert not Survey.objects.exists()

    page.context.set_offline(False)
    waits_for_kept(page)
    kept = Survey.objects.get()
    assert (kept.file, kept.offline, kept.second_surveyor) == (file, True, "陪示例")
    assert page.evaluate(LEFT) == {"homes": 0, "surveys": 0, "photos": 0, "meta": 0}


def test_what_lies_on_the_phone_cannot_be_read_there(at_door):
    page = at_door
    page.context.set_offline(True)
    fills(page)

    assert page.evaluate(READABLE, ["甄", "示例路", "情况属实", "image/png"]) == []


def test_an_ended_sign_in_asks_for_a_new_one_and_loses_nothing(at_door, appointment, live_server):
    page = at_door
    fills(page)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    finishes(page)
    page.wait_for_selector("#sign-in a", state="visible")
    assert page.locator("#waiting li").count() == 1
    assert not Survey.objects.exists()

    signed_in(page, appointment, live_server.url)
    page.reload()
    waits_for_kept(page)
    assert Survey.objects.count() == 1


def test_a_file_that_moved_on_is_said_and_the_survey_stays_to_be_shown(at_door, file, people):
    page = at_door
    page.context.set_offline(True)
    fills(page)
    finishes(page)
    actions.withdraw(file, by=people.worker)
    page.context.set_offline(False)

    page.wait_for_selector("#waiting li.held")
    assert "撤回" in page.inner_text("#waiting")
    page.click("#waiting [data-open]")
    page.wait_for_selector("#phone[data-open=survey]")
    assert page.input_value("[name=conclusion]") == "情况属实"
    assert not Survey.objects.exists()


def test_a_household_is_filled_in_in_one_tab_at_a_time(at_door):
    page = at_door
    fills(page)
    other = page.context.new_page()
    other.goto("/office/visits/phone/")
    other.click("#homes button")
    expect(other.locator("#told")).to_contain_text("另一个标签页")

    page.click("#back")
    page.wait_for_selector("#phone[data-open=lists]")
    opens(other)
    assert other.input_value("[name=conclusion]") == "情况属实"


def test_a_colleague_on_the_same_phone_neither_sends_nor_takes(at_door, village, live_server):
    page = at_door
    page.context.set_offline(True)
    fills(page)
    finishes(page)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    signed_in(page, colleague(village), live_server.url)
    page.context.set_offline(False)

    expect(page.locator("#told")).to_contain_text("另一个账号")
    page.reload()
    expect(page.locator("#told")).to_contain_text("另一个账号")
    assert "甄困难" not in page.inner_text("main")
    assert not Survey.objects.exists()


def colleague(village):
    return AppointmentFactory(
        user=UserFactory(username="colleague", name="同示例"), organisation=village,
        role=Role.VILLAGE_OFFICER,
    )  # fmt: skip


def test_everything_is_wiped_at_a_touch(at_door):
    page = at_door
    fills(page)
    page.click("#back")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#wipe")
    page.wait_for_selector("#none", state="visible")

    assert page.evaluate(LEFT) == {"homes": 0, "surveys": 0, "photos": 0, "meta": 0}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_page_of_the_phone_fits_and_is_accessible(at_door, axe, language):
    page = at_door
    assert axe(page) == []
    fills(page)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
