"""What a reader sees of a number when nothing was revealed on purpose."""


def masked(text: str, *, head: int = 0, tail: int = 4) -> str:
    """The first and last characters with stars between; short texts are stars alone."""
    if len(text) <= head + tail:
        return "*" * len(text)
    return f"{text[:head]}{'*' * (len(text) - head - tail)}{text[len(text) - tail :]}"


def masked_identity(number: str) -> str:
    return masked(number, head=4, tail=4)


def masked_phone(number: str) -> str:
    return masked(number, head=3, tail=4)


def public_name(name: str, pattern: str = "ends") -> str:
    """A name on a public list, 王小明 as 王*明, 张三 as 张*; pattern “surname” keeps the first."""
    if pattern == "ends" and len(name) > 2:
        return masked(name, head=1, tail=1)
    return masked_name(name)


def masked_name(name: str) -> str:
    """“甄**”: the surname only, for those who may know that a person exists."""
    return name[:1] + "*" * max(len(name) - 1, 1) if name else ""
