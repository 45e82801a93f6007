"""What passwords and keys look like, by their name and by their text."""

from collections.abc import Iterator

from nb2prod.patterns import regex

SECRET_NAME = regex(
    r"(^|_)(api_?key|secret|secret_?key|access_?key|access_?key_?id|private_?key|signing_?key"
    r"|account_?key|storage_?key|auth_?key|subscription_?key|client_?secret|token"
    r"|passw(or)?d|passphrase|pwd|conn(ection)?_?str(ing)?)$"
)
"""Names, in snake case, whose text is a secret if `is_secret_text` does not say otherwise."""

SECRET_VARIABLE = regex(
    r"(?i)KEY|TOKEN|PASS(WORD|WD|PHRASE)?(_|$)|PWD$|SECRET|CREDENTIAL|AUTH|DSN$|CONN(ECTION)?_?STR"
    r"|(DATABASE|DB|POSTGRES|PG|MYSQL|MONGO(DB)?|REDIS|SQLALCHEMY|AMQP|BROKER)\w*_UR[IL]$",
)
"""Environment variables that hold a secret, or an address that may hold one."""

_TEXTS: tuple[tuple[str, str], ...] = (
    (r"sk-ant-[\w-]{16,}", "ANTHROPIC_API_KEY"),
    (r"sk-(?:proj-)?(?=[\w-]*\d)[\w-]{16,}", "OPENAI_API_KEY"),
    (r"(?:AKIA|ASIA)[0-9A-Z]{16}", "AWS_ACCESS_KEY_ID"),
    (r"gh[pousr]_\w{30,}", "GITHUB_TOKEN"),
    (r"github_pat_\w{30,}", "GITHUB_TOKEN"),
    (r"hf_[A-Za-z0-9]{20,}", "HF_TOKEN"),
    (r"xox[abprs]-[\w-]{10,}", "SLACK_TOKEN"),
    (r"AIza[\w-]{35}", "GOOGLE_API_KEY"),
    (r"https://hooks\.slack\.com/services/[\w/]{20,}", "SLACK_WEBHOOK_URL"),
    (r"glpat-[\w-]{20}", "GITLAB_TOKEN"),
    (r"[sr]k_(?:live|test)_(?=\w*\d)\w{16,}", "STRIPE_API_KEY"),
    (r"eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}", "TOKEN"),
    (r"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*", "PRIVATE_KEY"),
)
"""Forms of published kinds of keys, and the environment variable that is usual for each."""

SECRET_FORMS = tuple((regex(rf"(?<![^\W_]){form}"), variable) for form, variable in _TEXTS)
"""The same, where no other word ends like the key starts."""
SECRET_FORM = regex(rf"(?<![^\W_])(?:{'|'.join(form for form, _ in _TEXTS)})")
"""Any of them: most texts hold none."""

ADDRESS = regex(r"(://[^:/@\s'\"]*):[^/@\s'\"{}$*]+@")
"""An address that holds a password."""

PLACEHOLDER = regex(
    r"(?i)your|xxx|\.\.\.|<.*>|\*\*\*|changeme|change_me|placeholder|example|insert|dummy|todo|none|test$",
)
"""Texts that stand where a secret would."""

QUERY_SECRET = regex(
    r"(?i)([?&](?:token|api_?key|key|access_token|auth|sig|signature|password|pwd|secret"
    r"|x-amz-signature|x-amz-credential|x-amz-security-token|awsaccesskeyid)=)[^&#\s'\"{]+",
)
"""The part of an address that opens it."""


def opened_by(text: str) -> Iterator[tuple[int, int, str]]:
    """Where in an address stands what opens it, and what that is called.

    >>> list(opened_by("https://me:pa55@shop.org/?key=abc1"))
    [(11, 15, 'password'), (30, 34, 'key')]
    """
    for match in ADDRESS.finditer(text):
        yield match.end(1) + 1, match.end() - 1, "password"
    for match in QUERY_SECRET.finditer(text):
        yield match.end(1), match.end(), match[1][1:-1]


_GIVEN = regex(
    rf"(?i)({SECRET_NAME.pattern.removeprefix('(^|_)').removesuffix('$')}['\"\]]*\s*[:=]\s*['\"])[^\s'\"<\[][^\s'\"]{{3,}}",
)


def masked(text: str) -> str:
    """A line of code or text as it may be shown: ``***`` for all that looks like a secret.

    >>> masked('url = "https://me:pa55@example.org/?token=abc1"; pwd = "pa55')
    'url = "https://me:***@example.org/?token=***"; pwd = "***'
    """
    text = QUERY_SECRET.sub(r"\1***", ADDRESS.sub(r"\1:***@", text))
    return blanked(_GIVEN.sub(r"\1***", text))


def blanked(text: str) -> str:
    """The text with ``***`` for published kinds of keys."""
    for form, _ in SECRET_FORMS if SECRET_FORM.search(text) else ():
        text = form.sub("***", text)
    return text
