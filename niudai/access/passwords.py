"""What a password may not be, beyond Django's own list."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from niudai.kernel.searching import syllable

# No letter or digit that is mistaken for another when read from paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
SHORTEST_NAME = 4  # letters; a shorter name stands in too many good passwords by chance


class NotTheName:
    """Refuses a password that holds the person's name in pinyin, their user name or their phone."""

    def validate(self, password: str, user: Any = None) -> None:
        if user is None:
            return
        typed = "".join(password.lower().split())
        if any(word in typed for word in words_of(user)):
            raise ValidationError(_("The password holds your name or your phone number."))

    def get_help_text(self) -> str:
        return _("It may not hold your name, in pinyin either, nor your phone number.")


def words_of(user: Any) -> list[str]:
    name = str(getattr(user, "name", ""))
    words = [
        name.lower(),
        "".join(syllable(character) for character in name),
        str(user.get_username()).lower(),
        str(getattr(user, "phone", "")),
    ]
    return [word for word in words if len(word) >= SHORTEST_NAME or (word and not word.isascii())]


def one_time_password() -> str:
    """Twelve characters in three groups, easy to read out: about 59 bits."""
    letters = [secrets.choice(ALPHABET) for _place in range(12)]
    return "-".join("".join(letters[at : at + 4]) for at in (0, 4, 8))
