"""What the parts of the house hand to each other, as lists one can read; no machine changes them.

A lower part asks for these by name and imports none of the parts above it.
"""

# What a leaving officer may still hold: functions from an appointment to a number of cases.
WORK_IN_HAND = ["niudai.casework.actions.open_work"]

# Letters the office may word anew: one book for each subject, in the order of the page.
LETTER_BOOKS = [
    "niudai.disputes.letters.BOOK",
    "niudai.formation.letters.BOOK",
    "niudai.assistance.hardship.letters.BOOK",
    "niudai.assistance.aid.letters.BOOK",
]

# Who keeps cases in step with their lines of money: called in the transaction of the change.
LINE_FOLLOWERS = [
    "niudai.assistance.aid.following.follow_lines",
    "niudai.assistance.giving.following.follow_lines",
    "niudai.assistance.warmth.following.follow_lines",
]

# Where help of another part of the house is asked for: kind of aid → name of the page.
AID_DOORS = {"legal_aid": "referral_new"}

# Who knows that the household of a file was helped: functions that give the ids of such files.
HARDSHIP_HELPED = [
    "niudai.assistance.aid.helped.helped_files",
    "niudai.assistance.warmth.helped.visited_files",
]

# What a visitor's matter may become at the one-stop desk, in the order of its page.
DESK_MATTERS = [
    "niudai.assistance.hardship.doors.FILE",
    "niudai.assistance.aid.doors.AID",
    "niudai.disputes.doors.DISPUTE",
    "niudai.disputes.doors.LEGAL_AID",
    "niudai.membership.doors.JOINING",
    "niudai.membership.doors.TRANSFER",
]

# Sheets that may come in and tables that may go out: one list each, in the order of the pages.
SHEET_KINDS = [
    "niudai.membership.sheets.MEMBERS",
    "niudai.formation.sheets.UNIONS",
    "niudai.formation.sheets.EMPLOYERS",
    "niudai.disputes.sheets.BODIES",
    "niudai.disputes.sheets.MEDIATORS",
    "niudai.agreements.sheets.AGREEMENTS",
]
EXPORT_KINDS = [
    "niudai.membership.exports.PEOPLE",
    "niudai.formation.exports.EMPLOYERS",
    "niudai.assistance.hardship.exports.FILES",
    "niudai.assistance.hardship.exports.HOUSEHOLDS",
    "niudai.assistance.aid.exports.AID",
]

# --- work by the clock: command and seconds between two runs -----------------------------
TIMED_COMMANDS = [
    ("deliver_notices --apply", 20),
    ("send_reminders --apply", 300),
    ("close_expired_mediations --apply", 900),
    ("mark_missed_deadlines --apply", 900),
    ("return_transfers --apply", 900),
    ("delete_old_drafts --apply", 3600),
    ("remind_terms --apply", 3600),
    ("end_publicities --apply", 900),
    ("close_mended --apply", 3600),
    ("open_reviews --apply", 3600),
    ("find_duplicates --apply", 86_400),
    ("reconcile_funds --apply", 86_400),
    ("recount", 86_400),
]
