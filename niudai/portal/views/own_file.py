"""A household's own file: where it stands, what is asked now, and what the worker may do."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niudai.access import limits
from niudai.access.network import client_address
from niudai.assistance.aid import actions as aid
from niudai.assistance.aid.worker_access import applications_of
from niudai.assistance.hardship import actions
from niudai.assistance.hardship.actions import worker as own
from niudai.assistance.hardship.guards.consents import children_of
from niudai.assistance.hardship.models import Consent, HardshipFile
from niudai.assistance.hardship.procedure.filing import PARTY_SUBMIT, PARTY_WITHDRAW
from niudai.assistance.hardship.reckoning import shown
from niudai.assistance.hardship.wording import TEXTS, WITHDRAWAL
from niudai.assistance.hardship.worker_access import acting
from niudai.kernel.masking import masked_phone
from niudai.kernel.refused import Refused
from niudai.portal import retelling
from niudai.portal.family_wording import told
from niudai.portal.forms.aid import AidForm
from niudai.portal.forms.follow import MessageForm, PaperForm, WithdrawForm
from niudai.portal.forms.household import PersonForm
from niudai.portal.session import FILE, depart, family_page, in_form
from niudai.portal.views.help import amounts_typed

Kind = Consent.Kind
# Steps whose written reason is for the worker; what else is said on the way is not.
REASONED = (
    "return_for_completion", "return_to_unit", "refuse", "refuse_decision", "uphold_objection",
    "cancel",
)  # fmt: skip


@family_page
@require_safe
def own_file(request: HttpRequest, file: HardshipFile) -> HttpResponse:
    context = {
        "file": file,
        "words": told(file),
        "reason": reason_of(file),
        "missing": missing(file),
        "publicity": file.publicities.filter(ended_on=None).first(),
        "deadlines": file.item.deadlines.open().filter(rule_id="HARDSHIP-PUBLICITY"),
        "decision": shown(file) if file.decided_on else None,
        "consents": consents(file),
        "papers": file.item.attachments.filter(added_by=own.SIDE),
        "talk": list(file.item.messages.filter(side=own.SIDE)),
        "aid": applications_of(file),
        "may_ask": file.in_force_on(timezone.localdate()),
        "message": MessageForm(),
        "paper": PaperForm(),
        "may_write": file.stage not in own.OVER,
        "may_correct": file.stage in PARTY_SUBMIT.sources,
        "may_withdraw": file.stage in PARTY_WITHDRAW.sources,
    }
    return render(request, "portal/file/file.html", context)


def reason_of(file: HardshipFile) -> str:
    """What was written to the last step that needs a reason."""
    said = file.opinions.filter(step__in=REASONED).last()
    return str(said.text) if said else ""


def missing(file: HardshipFile) -> list[str]:
    """What still stands in the way of handing it in again."""
    if file.stage not in PARTY_SUBMIT.sources:
        return []
    return [sentence for guard in PARTY_SUBMIT.guards if (sentence := guard(file))]


def consents(file: HardshipFile) -> list[dict[str, Any]]:
    """Each consent with its words: given and when, or open."""
    standing_now = {(each.kind, each.member_id): each for each in file.consents.all()
                    if each.withdrawn_on is None}  # fmt: skip
    asked: list[tuple[str, Any]] = [(kind, None) for kind in Kind.values if kind != Kind.GUARDIAN]
    asked += [(Kind.GUARDIAN, child) for child in children_of(file)]
    return [
        {
            "kind": kind,
            "member": child,
            "handle": retelling.handle(child) if child else "",
            "label": Kind(kind).label,
            "text": TEXTS[kind],
            "given": standing_now.get((kind, child.pk if child else None)),
        }
        for kind, child in asked
    ]


@family_page
@require_safe
def own_file_sent(request: HttpRequest, file: HardshipFile) -> HttpResponse:
    context = {"file": file, "phone": masked_phone(file.worker.phone)}
    return render(request, "portal/file/sent.html", context)


def done(request: HttpRequest, act: Callable[[], object], said: str) -> HttpResponse:
    """Act, say what was done or why not, and go back to the file."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, said)
    return redirect("own_file")


@family_page
@require_POST
def own_file_message(request: HttpRequest, file: HardshipFile) -> HttpResponse:
    form = MessageForm(request.POST)

    def write() -> None:
        if not form.is_valid():
            raise Refused(in_form(form.errors))
        limits.count("message", address=client_address(request), case=f"file {file.pk}")
        own.write_message(file, text=form.cleaned_data["text"], by=acting(file))

    return done(request, write, _("Your message is with those who handle your application."))


@family_page
@require_POST
def own_file_paper(request: HttpRequest, file: HardshipFile) -> HttpResponse:
    form = PaperForm(request.POST, request.FILES)

    def bring() -> None:
        if not form.is_valid():
            raise Refused(in_form(form.errors))
        limits.count("upload", address=client_address(request))
        own.bring_paper(file, upload=form.cleaned_data["paper"], by=acting(file))

    return done(request, bring, _("The file was added."))


@family_page
@require_safe
def own_file_correct(request: HttpRequest, file: HardshipFile) -> HttpResponse:
    """Everything that was told, each part with a way to correct it."""
    answers = retelling.retold(file)
    context = {"file": file, "questions": retelling.correctable(answers), "missing": missing(file)}
    return render(request, "portal/file/correct.html", context)


@family_page
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def own_file_part(request: HttpRequest, file: HardshipFile, slug: str) -> HttpResponse:
    """One question of the application, answered anew."""
    answers = retelling.retold(file)
    here = next((each for each in retelling.correctable(answers) if each.slug == slug), None)
    if here is None:
        raise Http404
    if slug == "household":
        return render(request, "portal/file/household.html", {"answers": answers})
    given = answers.given.get(slug, {})
    form = here.form(request.POST or None, initial=here.form.typed(given), answers=answers)
    if request.method == "POST" and form.is_valid():
        corrected = retelling.with_answer(answers, slug, form.cleaned_data)
        try:
            retelling.put_again(file, slug, corrected, by=acting(file))
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Corrected."))
            return redirect("own_file_correct")
    return render(request, "portal/file/part.html", {"question": here, "form": form})


@family_page
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def own_file_person(request: HttpRequest, file: HardshipFile, who: str) -> HttpResponse:
    answers = retelling.retold(file)
    found = next((each for each in answers.people if each["id"] == who), None)
    if found is None and who != "new":
        raise Http404
    known = str(found["id"]) if found else ""
    initial = amounts_typed(found) if found else {}
    form = PersonForm(request.POST or None, initial=initial, answers=answers, who=known)
    off = bool(known) and request.POST.get("then") == "off"
    if request.method == "POST" and (off or form.is_valid()):
        try:
            if off:
                retelling.take_off(file, known, by=acting(file))
            else:
                retelling.put_person(file, known, form.cleaned_data, by=acting(file))
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            return redirect("own_file_part", "household")
    context = {"form": form, "known": known, "of_file": True}
    return render(request, "portal/help/person.html", context)


@family_page
@require_POST
def own_file_again(request: HttpRequest, file: HardshipFile) -> HttpResponse:
    """Hand in again what was returned."""
    return done(
        request, lambda: actions.submit(file, by=acting(file)),
        _("Handed in again. Your union goes on with it."),
    )  # fmt: skip


@family_page
@require_http_methods(["GET", "HEAD", "POST"])
def own_file_consent(request: HttpRequest, file: HardshipFile, kind: str) -> HttpResponse:
    """Take a consent back, its consequence said before; or give one that is open."""
    number = request.POST.get("child") or request.GET.get("child") or ""
    child = next((each for each in children_of(file) if retelling.handle(each) == number), None)
    if kind not in Kind.values or (kind == Kind.GUARDIAN) != (child is not None):
        raise Http404
    given = next((each["given"] for each in consents(file)
                  if each["kind"] == kind and each["member"] == child), None)  # fmt: skip
    if request.method == "POST":
        if given is not None:
            return done(
                request, lambda: actions.withdraw_consent(given, by=acting(file)),
                _("This consent is taken back."),
            )  # fmt: skip
        return done(
            request,
            lambda: actions.give_consent(
                file, kind=kind, given_by=file.name, member=child, by=acting(file)
            ),
            _("Thank you. Your consent is on record."),
        )
    context = {
        "kind": kind, "label": Kind(kind).label, "text": TEXTS[kind], "child": child,
        "handle": number, "given": given, "consequence": WITHDRAWAL,
    }  # fmt: skip
    return render(request, "portal/file/consent.html", context)


@family_page
@require_http_methods(["GET", "HEAD", "POST"])
def own_file_withdraw(request: HttpRequest, file: HardshipFile) -> HttpResponse:
    if request.method != "POST" and file.stage not in PARTY_WITHDRAW.sources:
        messages.warning(request, _("There is nothing to withdraw at this stage."))
        return redirect("own_file")
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return done(
            request,
            lambda: actions.withdraw(file, reason=form.cleaned_data["reason"], by=acting(file)),
            _("You have withdrawn your application."),
        )
    return render(request, "portal/file/withdraw.html", {"file": file, "form": form})


@family_page
@require_http_methods(["GET", "HEAD", "POST"])
def own_file_aid(request: HttpRequest, file: HardshipFile) -> HttpResponse:
    """A household on file asks for help."""
    if not file.in_force_on(timezone.localdate()):
        messages.warning(request, _("Help is asked for once you are on file. Urgent? Call 12351."))
        return redirect("own_file")
    form = AidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            limits.count("help", address=client_address(request), phone=f"aid {file.pk}")
            ask_for(file, dict(form.cleaned_data))
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Your union has it and looks at it today."))
            return redirect("own_file")
    return render(request, "portal/file/aid.html", {"file": file, "form": form})


def ask_for(file: HardshipFile, given: dict[str, Any]) -> None:
    given.pop("agreed")
    aid.ask(file, **given, consented_on=timezone.localdate(), by=acting(file))


@family_page
@require_POST
def own_file_leave(request: HttpRequest, file: HardshipFile) -> HttpResponse:
    """Close the file on this phone."""
    depart(request, FILE)
    messages.success(request, _("It is closed on this phone. Code and number open it again."))
    return redirect("home")
