"""The pages of docs/diagnostics for rules, made of what the rules say of themselves.

``python -m nb2prod.advice.pages`` writes them anew.
"""

from nb2prod.advice.chosen import load
from nb2prod.advice.rule import Rule
from nb2prod.codes import CODES
from nb2prod.explain import FOLDERS


def page_of(rule: Rule) -> str:
    """The page of a rule, as Markdown."""
    language = "json" if rule.bad.startswith("{") else "python"
    return (
        f"# {rule.code}: {CODES[rule.code]}\n\n{rule.why}\n\nThe tip: {rule.tip}\n\n"
        f"## Example\n\n```{language}\n{rule.bad}```\n\n"
        "```console\n$ nb2prod advise example.*\n```\n\n"
        f"## How to fix\n\n{rule.fix}\n\n```{language}\n{rule.good}```\n\n"
        f"To keep it, write `# nb2prod: ignore[{rule.code}]` on the line.\n"
    )


def main() -> None:
    """Write the page of each rule."""
    for code, rule in load().items():
        (FOLDERS[-1] / f"{code}.md").write_text(page_of(rule), encoding="utf-8")


if __name__ == "__main__":
    main()
