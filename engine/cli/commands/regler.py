"""``flikar regler``: the catalogue."""

from engine.cli.command import Call, Command, Findings, Own, Reply
from engine.cli.options import RuleId
from engine.cli.show_rules import rule_json, show_rule, show_rules
from engine.errors import EXIT_DONE
from engine.findings import CATALOGUE, Severity, rule_named


def run(call: Call, *, rule_id: RuleId = None) -> Reply:
    """The rules with the severities they have in the kommun, its own checks last."""
    from engine.owncheck import own_rule

    own = {check.id: own_rule(check) for check in call.setup.kommun.kontroller}
    rules = (
        (*CATALOGUE, *own.values()) if rule_id is None else (own.get(rule_id.strip().upper()) or rule_named(rule_id),)
    )
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
