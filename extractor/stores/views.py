"""The questions that the stores answer: views, each with what it means.

Where SQL dialects part, a view says ``{month:day}``, ``{sum:yuan}`` …, and ``Dialect.view`` fills it in;
``yuan{e4}`` is a column that adds up exactly, ``{sums}``, ``{places}`` and ``{parties}`` stand for
``SUMS``, ``PLACES`` and ``PARTIES``. Sums run over ``summable``, so
that a share, a plan or a copy of the same event is never counted.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """``sql`` is a SELECT with placeholders."""

    name: str
    meaning: str
    sql: str


SUMS = """COUNT(*) AS facts,
    {sum:yuan{e4}} AS yuan,
    {sum:CASE WHEN cumulative THEN yuan{e4} ELSE 0 END} AS cumulative_yuan"""

PLACES = """(
    SELECT fact_orgs.fact_key,
        CASE WHEN MIN(COALESCE(orgs.region, '')) = MAX(COALESCE(orgs.region, ''))
            THEN MAX(orgs.region) END AS region
    FROM fact_orgs JOIN orgs ON orgs.org_key = fact_orgs.org_key
    WHERE fact_orgs.role = 'agent' GROUP BY fact_orgs.fact_key
)"""
"""Where a fact stands: the one region of its agents, null where they have none or are of several."""

PARTIES = """(
    SELECT fact_orgs.fact_key, MIN(orgs.type) AS least, MAX(orgs.type) AS most
    FROM fact_orgs JOIN orgs ON orgs.org_key = fact_orgs.org_key
    WHERE fact_orgs.role = 'recipient' GROUP BY fact_orgs.fact_key
)"""
"""Whom a fact is for: first and last of the types of its recipients."""

SUMMABLE = View(
    "summable",
    "The facts that a sum within one action type takes in: additive, and of each event only one. first_day "
    "and last_day span all its dates; month and year are given where all of them lie in one.",
    """SELECT counted.fact_key, counted.document_key, counted.action, counted.cumulative,
    counted.additive_yuan AS yuan, {exact:counted.additive_yuan{e4} AS yuan{e4},}
    days.first_day, days.last_day,
    CASE WHEN {month:days.first_day} = {month:days.last_day} THEN {month:days.first_day} END AS month,
    CASE WHEN {year:days.first_day} = {year:days.last_day} THEN {year:days.first_day} END AS year
FROM (
    SELECT facts.*,
        ROW_NUMBER() OVER (PARTITION BY COALESCE(event_id, fact_key) ORDER BY fact_key) AS copy
    FROM facts WHERE additive
) AS counted
LEFT JOIN (
    SELECT fact_key, MIN(start_date) AS first_day, MAX(end_date) AS last_day FROM fact_dates GROUP BY fact_key
) AS days ON days.fact_key = counted.fact_key
WHERE counted.copy = 1""",
)

MONEY_BY_AGENT = View(
    "money_by_agent",
    "Who gave how much, by action type. yuan is what the agent did alone (agent null: the text names none); "
    "joint_yuan is what several did together, and stands under each of them: never add it up over agents. "
    "cumulative_yuan is the part of yuan that comes from running totals, which may take in payments that "
    "other documents tell of: yuan without it is the lower bound. An agent is a name, type and region.",
    """SELECT orgs.name AS agent, orgs.type AS agent_type, orgs.region AS agent_region, paid.action,
    SUM(CASE WHEN paid.agents > 1 THEN 0 ELSE 1 END) AS facts,
    {sum:CASE WHEN paid.agents > 1 THEN 0 ELSE paid.yuan{e4} END} AS yuan,
    {sum:CASE WHEN paid.agents > 1 OR NOT paid.cumulative THEN 0 ELSE paid.yuan{e4} END} AS cumulative_yuan,
    SUM(CASE WHEN paid.agents > 1 THEN 1 ELSE 0 END) AS joint_facts,
    {sum:CASE WHEN paid.agents > 1 THEN paid.yuan{e4} ELSE 0 END} AS joint_yuan
FROM (
    SELECT summable.*, agents.org_key, COUNT(*) OVER (PARTITION BY summable.fact_key) AS agents
    FROM summable LEFT JOIN (SELECT DISTINCT fact_key, org_key FROM fact_orgs WHERE role = 'agent') AS agents
        ON agents.fact_key = summable.fact_key
) AS paid LEFT JOIN orgs ON orgs.org_key = paid.org_key
GROUP BY orgs.org_key, orgs.name, orgs.type, orgs.region, paid.action""",
)

MONEY_BY_REGION_MONTH = View(
    "money_by_region_month",
    "Where and when, by action type. region is the GB/T 2260 code of the agents, null where they have none "
    "or are of several; province its first two digits with 0000. month and year are null where the text does "
    "not tie the fact to one. Each fact stands in one row: the rows of an action type add up.",
    """SELECT places.region, SUBSTR(places.region, 1, 2) || '0000' AS province, year, month, action,
    {sums}
FROM summable LEFT JOIN {places} AS places ON places.fact_key = summable.fact_key
GROUP BY places.region, year, month, action""",
)

MONEY_BY_RECIPIENT_TYPE = View(
    "money_by_recipient_type",
    "For whom, by action type: the type of the recipients (people, union, hospital …), several where they "
    "are of more than one, null where none is named. Each fact stands in one row.",
    """SELECT CASE WHEN parties.least <> parties.most THEN 'several' ELSE parties.most END AS recipient_type,
    action,
    {sums}
FROM summable LEFT JOIN {parties} AS parties ON parties.fact_key = summable.fact_key
GROUP BY CASE WHEN parties.least <> parties.most THEN 'several' ELSE parties.most END, action""",
)

DOCUMENTS_WITHOUT_FACTS = View(
    "documents_without_facts",
    "Documents that yielded no fact, with how many amounts and dates of theirs were left over: where to look "
    "for what was missed.",
    """SELECT documents.document_key, documents.source, documents.title, documents.kind, documents.start_date,
    (SELECT COUNT(*) FROM unused WHERE unused.document_key = documents.document_key) AS unused
FROM documents
WHERE NOT EXISTS (SELECT 1 FROM facts WHERE facts.document_key = documents.document_key)""",
)

CONFLICTS = View(
    "conflicts",
    "Documents that give different figures for one action type, agent and time, side by side: yuan is what a "
    "document tells in all for them, in facts facts. Running totals are compared with running totals.",
    """SELECT told.action, orgs.name AS agent, orgs.region AS agent_region, told.first_day, told.last_day,
    told.cumulative, told.document_key, documents.source, told.facts, {shown:told.yuan} AS yuan
FROM (
    SELECT figures.*,
        MIN(figures.yuan) OVER same AS least, MAX(figures.yuan) OVER same AS most
    FROM (
        SELECT facts.action, agents.org_key, days.first_day, days.last_day, facts.cumulative,
            facts.document_key, COUNT(*) AS facts, SUM(facts.additive_yuan{e4}) AS yuan
        FROM facts
        JOIN (SELECT DISTINCT fact_key, org_key FROM fact_orgs WHERE role = 'agent') AS agents
            ON agents.fact_key = facts.fact_key
        JOIN (
            SELECT fact_key, MIN(start_date) AS first_day, MAX(end_date) AS last_day
            FROM fact_dates GROUP BY fact_key
        ) AS days ON days.fact_key = facts.fact_key
        WHERE facts.additive AND days.first_day IS NOT NULL AND days.last_day IS NOT NULL
        GROUP BY facts.action, agents.org_key, days.first_day, days.last_day, facts.cumulative,
            facts.document_key
    ) AS figures
    WINDOW same AS (
        PARTITION BY figures.action, figures.org_key, figures.first_day, figures.last_day, figures.cumulative
    )
) AS told
JOIN orgs ON orgs.org_key = told.org_key
JOIN documents ON documents.document_key = told.document_key
WHERE told.least <> told.most""",
)

VIEWS = (
    SUMMABLE,
    MONEY_BY_AGENT,
    MONEY_BY_REGION_MONTH,
    MONEY_BY_RECIPIENT_TYPE,
    DOCUMENTS_WITHOUT_FACTS,
    CONFLICTS,
)
