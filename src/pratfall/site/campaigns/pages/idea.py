"""Write down a test of an idea before it begins: what is compared, what it may cost, what would change our mind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.decide.ideas import Kind
from pratfall.errors import Conflict, Refused
from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.render.wording import error_line
from pratfall.site import place
from pratfall.site.campaigns import forms as ours
from pratfall.site.campaigns.models import Boldness, Idea
from pratfall.site.campaigns.pages.plan import people_of
from pratfall.site.campaigns.plan import NETWORKS
from pratfall.site.campaigns.services import ideas
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.models import Organisation
from pratfall.site.people.roles import Role

METRICS = "reactions likes comments shares clicks_link views impressions email_opens_total email_clicks_total".split()
LONGEST_GIVEN = 1_000
SAME = tuple("name question kind metric days budget_money budget_hours boldness exit_rule changes_mind".split())


class IdeaForm(forms.Form):
    """`accounts`: (key, name) of those whose past posts may be looked at."""

    def __init__(
        self,
        words: Speech,
        accounts: Sequence[tuple[str, str]],
        people: Mapping[int, str],
        data: Any = None,
        idea: Idea | None = None,
    ):
        super().__init__(data, initial=_filled(idea) if idea else {"days": 28, "smallest_worth": 20})
        self.words = words
        kinds = [(kind.value, words.say(f"trial.kind.{kind.value}")) for kind in Kind]
        metrics = [(metric, words.name("metric", metric)) for metric in METRICS]
        who = [("", words.say("plan.owner_nobody")), *((str(n), name) for n, name in people.items())]
        nowhere = ("", words.say("trial.no_account"))
        unsaid = ("", words.say("trial.boldness.none"))
        bold = [unsaid, *((level.value, words.say(f"plan.boldness.{level.value}")) for level in Boldness)]
        self.fields |= {
            "name": ours.text("trial.name", required=True, limit=120),
            "question": ours.text("trial.question", long=True, required=True, help="trial.question.help"),
            "kind": ours.choice("trial.kind", kinds, help="trial.kind.help"),
            "account": ours.choice("trial.account", [nowhere, *accounts], required=False, help="trial.account.help"),
            "metric": ours.choice("trial.metric", metrics),
            "variants": ours.text("trial.variants", required=True, limit=300, help="trial.variants.help"),
            "labels": ours.text("trial.labels", required=True, limit=300, help="trial.labels.help"),
            "smallest_worth": ours.amount("trial.smallest_worth", help="trial.smallest_worth.help"),
            "bar": ours.amount("trial.bar", help="trial.bar.help"),
            "posts_per_variant": ours.amount("trial.posts_per_variant", help="trial.posts_per_variant.help"),
            "posts_per_week": ours.amount("trial.posts_per_week"),
            "days": ours.amount("trial.days"),
            "budget_money": ours.amount("plan.budget_money"),
            "currency": ours.text("plan.currency", limit=3),
            "budget_hours": ours.amount("plan.budget_hours"),
            "exit_rule": ours.text("trial.exit_rule", long=True, help="trial.exit_rule.help"),
            "changes_mind": ours.text("trial.changes_mind", long=True, help="trial.changes_mind.help"),
            "boldness": ours.choice("trial.boldness", bold, required=False, help="plan.boldness.help"),
            "owner": ours.choice("plan.owner", who, required=False),
        }
        ours.said(self, words)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("days", "posts_per_variant"):
            if data.get(name) is not None and not 1 <= data[name] <= 400:
                self.add_error(name, self.words.say("form.no_count"))
        for name in ("days", "smallest_worth"):
            if data.get(name) is None and name not in self.errors:
                self.add_error(name, self.words.say("form.required"))
        return data

    def values(self) -> dict[str, Any]:
        """Of a valid form: what the row holds."""
        data = self.cleaned_data
        platform, _, account = data["account"].partition(":")
        own = {name: data[name] for name in SAME}
        return own | {
            "days": int(data["days"]),
            "variants": _listed(data["variants"]),
            "labels": _listed(data["labels"]),
            "platform": platform,
            "account_id": account,
            "smallest_worth": 1 + float(data["smallest_worth"]) / 100,
            "bar": float(data["bar"]) if data["bar"] is not None else None,
            "posts_per_variant": int(data["posts_per_variant"]) if data["posts_per_variant"] is not None else None,
            "posts_per_week": float(data["posts_per_week"]) if data["posts_per_week"] is not None else None,
            "currency": data["currency"].upper(),
            "owner_id": int(data["owner"]) if data["owner"] else None,
        }


def _listed(text: str) -> list[str]:
    return [part.strip()[:80] for part in text.split(",") if part.strip()]


def _filled(idea: Idea) -> dict[str, Any]:
    numbers = {name: ours.plain(getattr(idea, name)) for name in ("budget_money", "budget_hours")}
    whole = {name: "" if (value := getattr(idea, name)) is None else f"{value:g}" for name in (
        "bar", "posts_per_variant", "posts_per_week", "days")}  # fmt: skip
    return {name: getattr(idea, name) for name in SAME} | numbers | whole | {
        "account": f"{idea.platform}:{idea.account_id}" if idea.platform else "",
        "variants": ", ".join(idea.variants),
        "labels": ", ".join(idea.labels),
        "smallest_worth": f"{100 * (idea.smallest_worth - 1):g}",
        "currency": idea.currency,
        "owner": idea.owner_id,
    }  # fmt: skip


@needs(Role.EDITOR)
def new(request: OrganisationRequest) -> HttpResponse:
    form = _form(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = ideas.propose(
                organisation=request.organisation, actor=request.user, values=form.values(), now=datetime.now(UTC)
            )
        except Refused as refused:
            form.add_error(None, error_line(refused, form.words.lang))
        else:
            return HttpResponseRedirect(f"{request.organisation.base}/ideas/{made.pk}/")
    return framed(request, "idea_form.html", form=form, idea=None, seen=0)


@needs(Role.EDITOR)
def edit(request: OrganisationRequest, number: int) -> HttpResponse:
    idea = idea_of(request.organisation, number)
    if request.method != "POST":
        return framed(request, "idea_form.html", form=_form(request, None, idea), idea=idea, seen=idea.version)
    form = _form(request, request.POST)
    seen = ours.number_of(request.POST.get("seen"))
    theirs: list[tuple[str, str]] = []
    status = 200
    if form.is_valid():
        try:
            ideas.revise(idea=idea, actor=request.user, values=form.values(), seen=seen)
            return HttpResponseRedirect(f"{request.organisation.base}/ideas/{idea.pk}/")
        except Refused as refused:
            form.add_error(None, error_line(refused, form.words.lang))
        except Conflict as conflict:
            # Both texts stay: yours in the form, theirs above it; saving again is choosing yours.
            theirs, seen, status = _theirs(conflict, form), conflict.theirs["version"], 409
    return framed(request, "idea_form.html", status=status, form=form, idea=idea, seen=seen, theirs=theirs)


def idea_of(organisation: Organisation, number: int) -> Idea:
    """Raises Http404 for another organisation's."""
    found = Idea.objects.filter(organisation=organisation, pk=number).prefetch_related("trials").first()
    if found is None:
        raise Http404
    return found


def _form(request: OrganisationRequest, data: Any, idea: Idea | None = None) -> IdeaForm:
    words = speech(language_of(request))
    accounts, people = _accounts(request.organisation, words), people_of(request.organisation)
    form = IdeaForm(words, accounts, people, data, idea)
    if idea is None:  # an address may fill in what another page proposes
        given = request.GET.dict()
        form.initial.update({name: str(text)[:LONGEST_GIVEN] for name, text in given.items() if name in form.fields})
    return form


def _accounts(organisation: Organisation, words: Speech) -> list[tuple[str, str]]:
    """Those one posts on: an account of gifts or adverts cannot be posted to."""
    found = []
    for row in place.lake(organisation).accounts().to_pylist():
        if row["platform"] not in (*NETWORKS, "other"):
            continue
        name = row["name"] or row["handle"] or row["account_id"].removeprefix("local:")
        found.append((f"{row['platform']}:{row['account_id']}", f"{name} ({words.name('network', row['platform'])})"))
    return sorted(found, key=lambda account: account[1].casefold())


def _theirs(conflict: Conflict, form: IdeaForm) -> list[tuple[str, str]]:
    """What somebody else wrote meanwhile where it is not what was to be written."""
    differ = [name for name, value in conflict.yours.items() if conflict.theirs.get(name) != value]
    return [
        (str(form.fields[name].label) if name in form.fields else name, form.words.fact(conflict.theirs.get(name)))
        for name in differ
    ]
