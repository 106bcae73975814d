"""The pages of the rulebook: reading rules, entering the county's own."""

from niudai.rulebook.views.entering import (
    rule_confirm,
    rule_enter,
    rule_entered,
    rule_withdraw,
    rules_entered,
)
from niudai.rulebook.views.reading import rule, rules
from niudai.rulebook.views.suspending import (
    rule_suspend,
    suspension,
    suspension_confirm,
    suspension_lift,
    suspensions,
)

__all__ = [
    "rule",
    "rule_confirm",
    "rule_enter",
    "rule_entered",
    "rule_suspend",
    "rule_withdraw",
    "rules",
    "rules_entered",
    "suspension",
    "suspension_confirm",
    "suspension_lift",
    "suspensions",
]
