"""The table of commands: every one there is, in the order of the help page."""

from __future__ import annotations

import click

from putright.cli.groups import Listed, examples


class _Commands(Listed):
    table = (
        ("demo", "putright.cli.demo:demo", "Play a log of complaints through three real procedures."),
        ("new", "putright.cli.new:new", "Make a folder with a policy, letters and stories to start from."),
        ("check", "putright.cli.check:check", "Find what is wrong with policies and how to mend it."),
        ("test", "putright.cli.stories:test", "Play the stories of policies, and show what none touches."),
        ("diff", "putright.cli.diff:diff", "Tell what changed between two policies, and for whom."),
        ("explain", "putright.cli.explain:explain", "Tell a procedure in words."),
        ("draw", "putright.cli.draw:draw", "Draw a procedure as a flow chart, and write its leaflet."),
        ("comply", "putright.cli.comply:comply", "Hold a policy and its letters to a code, clause by clause."),
        ("codes", "putright.cli.clauses:codes", "List the codes that are known, or the clauses of one."),
        ("due", "putright.cli.due:due", "Work out a due date, and show why it is that day."),
        ("case", "putright.cli.case:case", "Open, move, answer, close and look at cases."),
        ("run", "putright.cli.run:run", "Carry out the commands of a log."),
        ("import", "putright.cli.golive:import_cases", "Bring open cases here with their history."),
        ("migrate", "putright.cli.migrate:migrate", "Move open cases to another version of their policy."),
        ("tick", "putright.cli.tick:tick", "Play everything that fell due, and tell what happened."),
        ("letters", "putright.cli.letters:letters", "Print or write the letters of a case or of a policy."),
    )


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "putright demo",
        "putright check policies/",
        'putright due --from 2026-04-02 --within "10 working days" --calendar england-and-wales --starts day-after',
    ),
)
@click.version_option(package_name="putright", message="putright %(version)s")
def putright() -> None:
    """Run a complaints procedure that its owner wrote as YAML.

    Answers go to standard output, everything else to standard error. The exit code is 0 when all is fine, 1 when
    there are findings (problems, refusals), and 2 when the command could not run.
    """
