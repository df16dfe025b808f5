-- mart_decision: what named persons decided, by the day it takes effect; the
-- period is the first whose cut-off had not passed, and the newest also holds what
-- was decided since. A decision entered after the cut-off of its period says so:
-- what was shown before did not know it. One that was withdrawn is listed with by
-- whom and why, and has no effect anywhere.
with placed as (
    select d.seq, min(p.seq) as period_seq
    from fact_decisions d
    cross join run r
    join int_period p on (d.day <= p.cut_off or p.period = r.period) and not p.history
    group by d.seq
)
select
    d.programme, d.sample, d.seq, d.day, d.decided_at, d.kind, d.id, d.task, d.org, d.to_org, d.role, d.scheme, d.stage, d.item,
    case when d.period <> '' then d.period else p.period end as period,
    p.period as falls_in,
    coalesce(local_day(d.decided_at) > p.cut_off, false) as entered_late,
    d.verdict, d.value, d.due, d.title, d.title_en, d.text, d.by, d.reason, d.document, d.evidence,
    d.withdrawn_seq is not null as withdrawn,
    d.withdrawn_seq, d.withdrawn_on, d.withdrawn_by, d.withdrawn_reason
from fact_decisions d
join placed q on d.seq = q.seq
join int_period p on q.period_seq = p.seq
