"""A mother who asks for a hardship file from her phone, and what she answers."""

import re

NUMBER = "320281198801010023"
CHILD = "320281201506010017"  # eleven in 2026: only she may agree for him
MOTHER = "13800000003"

ANSWERS = {
    "how": {"how": "employer"},
    "employer": {"name": "没有登记的小店"},
    "town": {"town": "320281102000"},
    "village": {"village": "320281102201"},
    "working": {
        "status": "working", "industry": "03", "work_since": "2008-07-01", "is_member": "yes",
        "is_migrant": "no",
    },
    "you": {"name": "甄困难", "number": NUMBER, "phone": MOTHER, "other_contact": "无"},
    "papers": {
        "nation": "01", "marriage": "40", "registration": "urban", "insurance": "employee",
        "politics": "13", "model_worker": "none",
    },
    "health": {"health": "cancer", "illness": "示例病情"},
    "home": {
        "address": "周庄镇示例路1号", "registered_at": "周庄镇", "residence": "urban",
        "housing": "rent", "single_parent": "on",
    },
    "household": {},
    "income": {"amount_wage": "24000"},
    "costs": {"amount_medical": "12000", "amount_education": "2000.50"},
    "cause": {"cause": "6", "others": ["9"], "story": "生病以后工资少了，孩子还在上学。"},
    "event": {"event": "illness", "amount_cost": "30000", "amount_compensated": "10000",
              "event_casualty": "no"},
    "assets": {
        "dwellings": "0", "shop": "no", "employs_others": "no", "private_school": "no",
        "own_vehicle": "no", "own_fault": "no", "refuses_work": "no",
    },
    "photos": {},
    "card": {"bank": "江阴示例农村商业银行", "card": "6228480000000000123",
             "card_name": "甄困难"},
    "consents": {
        "processing": "on", "sensitive": "on", "check": "on", "publicity": "on",
        "commitment": "on",
    },
}  # fmt: skip
SON = {
    "relation": "20", "name": "甄小示", "number": CHILD, "health": "good",
    "unit": "江阴市示例小学",
}  # fmt: skip


class Mother:
    """She reads a page and answers it."""

    def __init__(self, client, **changes):
        self.client = client
        self.answers = {**ANSWERS, **changes}
        self.asked = []
        self.people = [SON]

    def answer(self, question):
        given = dict(self.answers[question])
        if question == "household":
            for person in self.people:
                self.client.post("/help/people/new/", person)
        if question == "consents" and given:
            page = self.client.get("/help/consents/").content.decode()
            given |= dict.fromkeys(set(re.findall(r'name="(guardian_\w+)"', page)), "on")
        return self.client.post(f"/help/{question}/", given)

    def fill(self):
        """Answer whatever is asked until everything is there to be checked."""
        response = self.client.post("/help/begin/")
        while (where := response.headers.get("Location", "")) != "/help/check/":
            question = re.fullmatch(r"/help/(\w+)/", where)[1]
            self.asked.append(question)
            response = self.answer(question)
            if response.status_code != 302:
                return response
        return self.client.get("/help/check/")

    def send(self):
        self.fill()
        return self.client.post("/help/send/", follow=True)
