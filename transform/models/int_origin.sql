-- int_origin: what stands behind each figure, light and grade: the files whose
-- cells it was made of and the decisions it rests on, so that two editions can be
-- told apart by them. Behind a light: the files of the orgs whose duty it is, and
-- those its measures were counted from. Behind a grade: the scores, the figures
-- that score by themselves, adjustments and draws, of the org and its parts.
with traced as (
    select l.indicator, l.version, l.basis, l.org, l.period, l.submission
    from mart_lineage l
    where l.submission <> ''
    group by l.indicator, l.version, l.basis, l.org, l.period, l.submission
),
family as (
    select t.task, t.task as part from int_task t
    union all
    select t.parent as task, t.task as part from int_task t where t.parent <> ''
),
measured as (
    select m.task, m.org, m.period, c.submission
    from mart_measure m
    join ref_elements e on m.element = e.element
    join int_source s on m.element = s.element and m.org = s.org and m.value_period = s.period
        and s.basis = case when e.kind = 'flow' and e.basis <> 'year' then 'ytd' else 'point' end
    join int_cell c on s.source_org = c.org and s.element = c.element and s.source_period = c.period
    union all
    select m.task, m.org, m.period, t.submission
    from mart_measure m
    join int_org o on m.org = o.org and m.period = o.period
    join ref_indicators d on m.indicator = d.indicator
    join traced t on m.indicator = t.indicator and d.version = t.version and m.value_period = t.period and t.basis in ('point', d.default_basis)
        and t.org = case when o.class in ('department', 'institution') then o.parent else m.org end
),
sent as (
    select s.reporter, s.period, s.submission from int_submission s group by s.reporter, s.period, s.submission
),
lit as (
    select l.task, l.role, l.org, l.period, s.submission
    from mart_ledger l
    join sent s on l.org = s.reporter and l.period = s.period
    where l.role <> 'all'
    union all
    select l.task, l.role, l.org, l.period, s.submission
    from mart_ledger l
    join mart_ledger d on l.task = d.task and l.period = d.period and d.role <> 'all'
    join sent s on d.org = s.reporter and d.period = s.period
    where l.role = 'all'
    union all
    select p.task, p.role, p.org, p.period, m.submission
    from int_progress p
    join family f on p.task = f.task
    join measured m on f.part = m.task and p.period = m.period and (p.is_whole or p.role = 'all' or p.org = m.org)
),
ruled as (
    select l.task, l.role, l.org, l.period, l.decision_seqs from mart_ledger l where l.decision_seqs <> ''
),
scored as (
    select s.scheme, s.stage, s.org, s.year, s.submission as origin, 0 as seq from mart_score s where s.submission <> ''
    union all
    select s.scheme, s.stage, s.org, s.year, t.submission as origin, 0 as seq
    from mart_score s
    join traced t on s.indicator = t.indicator and s.org = t.org and s.period = t.period
    union all
    select e.scheme, e.stage, e.org, e.year, c.submission as origin, 0 as seq
    from mart_evaluation e
    join int_cell c on e.base = concat('element:', c.element) and e.org = c.org and e.period = c.period
    where c.submission <> ''
    union all
    select a.scheme, a.stage, a.org, p.year, '' as origin, a.seq
    from mart_score_adjustment a
    join int_stage p on a.scheme = p.scheme and a.stage = p.stage and a.org = p.org
    where a.counts
    union all
    select d.scheme, d.stage, e.org, e.year, '' as origin, d.seq
    from int_decision d
    join mart_evaluation e on d.scheme = e.scheme and d.stage = e.stage
    where d.kind = 'drawn'
),
graded as (
    select e.scheme, e.stage, e.org, e.period, s.origin, s.seq
    from mart_evaluation e
    join int_above u on e.period = u.period and e.org = u.above
    join scored s on e.scheme = s.scheme and e.year = s.year and u.org = s.org and (e.stage = 'final' or e.stage = s.stage)
),
behind as (
    select 'indicator' as kind, indicator as subject, version, basis, org, period, submission as origin, 0 as seq from traced
    union all
    select 'light' as kind, concat(task, ':', role) as subject, '' as version, '' as basis, org, period, submission as origin, 0 as seq from lit where submission <> ''
    union all
    select 'grade' as kind, concat(scheme, ':', stage) as subject, '' as version, '' as basis, org, period, origin, seq from graded
),
each_once as (
    select kind, subject, version, basis, org, period, origin, seq from behind group by kind, subject, version, basis, org, period, origin, seq
),
listed as (
    select
        kind, subject, version, basis, org, period,
        coalesce(string_agg(case when origin <> '' then origin end, '|' order by origin asc nulls last), '') as submissions,
        coalesce(string_agg(case when seq > 0 then cast(seq as varchar) end, '|' order by seq asc nulls last), '') as decisions
    from each_once
    group by kind, subject, version, basis, org, period
),
told as (
    select
        coalesce(l.kind, 'light') as kind,
        coalesce(l.subject, concat(r.task, ':', r.role)) as subject,
        coalesce(l.version, '') as version,
        coalesce(l.basis, '') as basis,
        coalesce(l.org, r.org) as org,
        coalesce(l.period, r.period) as period,
        coalesce(l.submissions, '') as submissions,
        coalesce(r.decision_seqs, l.decisions, '') as decisions
    from listed l
    full join ruled r on l.kind = 'light' and l.subject = concat(r.task, ':', r.role) and l.org = r.org and l.period = r.period
)
select g.programme, g.sample, t.kind, t.subject, t.version, t.basis, t.org, t.period, t.submissions, t.decisions
from told t
cross join run g
