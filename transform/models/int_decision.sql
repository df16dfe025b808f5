-- int_decision: the decisions that hold: those that were noted wrongly and
-- withdrawn are left out, and mart_decision alone still shows them. Every model
-- that acts on decisions reads them here.
select
    d.programme, d.sample, d.seq, d.decided_at, d.day, d.kind, d.id, d.task, d.org, d.to_org, d.role, d.scheme, d.stage, d.item,
    d.indicator, d.element, d.period, d.consequence, d.reminder, d.verdict, d.value, d.due, d.title, d.title_en, d.text,
    d.by, d.reason, d.document, d.evidence, d.seed, d.picked
from fact_decisions d
where d.withdrawn_seq is null
