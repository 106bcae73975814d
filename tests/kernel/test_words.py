"""A fixed word of a template is looked up once in each language, and always in the right one."""

from django.template import Context, engines
from django.utils import translation

from niudai.kernel.templatetags.words import FixedWord


def template(text):
    return engines["django"].engine.from_string("{% load i18n %}" + text)


def said(page, language, **facts):
    with translation.override(language):
        return page.render(Context(facts))


def test_one_template_speaks_both_languages_in_turn():
    page = template("{% translate 'Name' %}")
    assert [said(page, language) for language in ("zh-hans", "en", "zh-hans", "en")] == [
        "姓名", "Name", "姓名", "Name",
    ]  # fmt: skip


def test_a_catalogue_that_is_read_anew_is_heard(monkeypatch):
    page = template("{% translate 'Name' %}")
    assert said(page, "zh-hans") == "姓名"
    catalogue = translation.trans_real.DjangoTranslation("zh-hans")
    monkeypatch.setattr(catalogue, "gettext", lambda _text: "新词")
    monkeypatch.setitem(translation.trans_real._translations, "zh-hans", catalogue)
    assert said(page, "zh-hans") == "新词"


def test_words_that_are_not_fixed_are_looked_up_each_time():
    page = template("{% translate word %}·{% translate 'Name' as kept %}{{ kept }}")
    assert said(page, "zh-hans", word="Name") == "姓名·姓名"
    assert said(page, "zh-hans", word="Phone") == "电话·姓名"
    assert not page.nodelist.get_nodes_by_type(FixedWord)
