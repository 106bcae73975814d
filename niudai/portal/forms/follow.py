"""Following a case, leaving and continuing a draft, writing, adding a paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from niudai.kernel.forms import Styled
from niudai.portal.forms.fields import CodeField, PhoneField


class FollowForm(Styled):
    code = CodeField()
    phone = PhoneField()


class PhoneForm(Styled):
    phone = PhoneField()


class MessageForm(Styled):
    text = forms.CharField(
        label=_("Your message"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )


class PaperForm(Styled):
    paper = forms.FileField(label=_("Choose a photo or a file"))


class WithdrawForm(Styled):
    reason = forms.CharField(
        label=_("Why do you withdraw?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )
    sure = forms.BooleanField(label=_("Yes, I withdraw my application"))
