"""``flikar regler``: the catalogue."""

from engine.cli.command import Call, Command, Findings, Own, Reply
from engine.cli.options import RuleId
from engine.cli.show_rules import rule_json, show_rule, show_rules
from engine.errors import EXIT_DONE
from engine.findings import CATALOGUE, Severity, rule_named


def run(call: Call, *, rule_id: RuleId = None) -> Reply:
    """The rules with the severities they have in the kommun."""
    rules = (rule_named(rule_id),) if rule_id is not None else CATALOGUE
    settings = call.setup.kommun.regler
    changed = {name: setting.allvar for name, setting in settings.items() if setting.allvar is not None}
    weighed = [(rule, Severity(changed.get(rule.id, rule.severity))) for rule in rules]
    return Reply(
        EXIT_DONE,
        {"regler": [rule_json(rule, severity) for rule, severity in weighed]},
        human=lambda: show_rules(weighed) if rule_id is None else show_rule(*weighed[0]),
    )


def _when_unread(_own: Own, _found: Findings) -> dict[str, object]:
    return {"regler": []}


REGLER = Command(
    name="regler",
    run=run,
    example="flikar regler SU01",
    summary="Visar alla regler, eller en regel med orsak, åtgärd och exempel.",
    json_when_unread=_when_unread,
)
