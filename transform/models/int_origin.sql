-- int_origin: what stands behind each figure, light and grade: the files whose
-- cells it was made of and the decisions it rests on, so that two editions can be
-- told apart by them (sources). Behind a light: the files of the orgs whose duty it is, and
-- those its measures were counted from. Behind a grade: the scores, the figures
-- that score by themselves, adjustments and draws, of the org and its parts. A figure
-- summed from below lists no files: of a country they would be thousands for each.
-- Its sources are a sum over those of the figures it is made of.
with own as (
    select l.indicator, l.version, l.basis, l.org, l.period, l.submission, l.counted
    from mart_lineage l
    where l.submission <> ''
    group by l.indicator, l.version, l.basis, l.org, l.period, l.submission, l.counted
),
-- what orgs are looked at through an indicator by measures and scores
looked_at as (
    select m.indicator, case when o.class in ('department', 'institution') then o.parent else m.org end as org, m.value_period as period
    from mart_measure m
    join int_org o on m.org = o.org and m.period = o.period
    where m.indicator <> '' and m.value_period <> ''
    union
    select s.indicator, s.org, s.period from mart_score s where s.indicator <> ''
),
traced as (
    select l.indicator, t.version, t.basis, l.org, l.period, t.submission
    from looked_at l
    join own t on l.indicator = t.indicator and l.org = t.org and l.period = t.period
    union
    select l.indicator, t.version, t.basis, l.org, l.period, t.submission
    from looked_at l
    join int_indicator i on l.indicator = i.indicator and l.org = i.org and l.period = i.period and i.rolled_up
    join int_ancestor a on l.period = a.period and l.org = a.ancestor
    join own t on i.indicator = t.indicator and i.version = t.version and i.basis = t.basis and a.org = t.org and a.period = t.period and t.counted
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
-- Most figures have one to three files behind them, which are told by the least,
-- the greatest and the sum of their numbers: listing them one by one takes ten times as long.
numbered as (
    select s.submission, row_number() over (order by s.submission asc nulls last) as nr
    from (select distinct c.submission from int_submission c) s
),
sets as (
    select
        o.indicator, o.version, o.basis, o.org, o.period, o.counted, count(*) as files, min(n.nr) as first, max(n.nr) as last,
        case when count(*) = 3 then cast(sum(n.nr) as bigint) - min(n.nr) - max(n.nr) end as middle
    from own o
    join numbered n on o.submission = n.submission
    group by o.indicator, o.version, o.basis, o.org, o.period, o.counted
),
many as (
    select o.indicator, o.version, o.basis, o.org, o.period, o.counted, string_agg(o.submission, '|' order by o.submission asc nulls last) as submissions
    from own o
    join sets s on o.indicator = s.indicator and o.version = s.version and o.basis = s.basis and o.org = s.org and o.period = s.period and o.counted = s.counted
        and s.files > 3
    group by o.indicator, o.version, o.basis, o.org, o.period, o.counted
),
figures as (
    select
        s.indicator, s.version, s.basis, s.org, s.period, s.counted,
        case
            when s.files = 1 then a.submission
            when s.files = 2 then concat(a.submission, '|', b.submission)
            when s.files = 3 then concat(a.submission, '|', c.submission, '|', b.submission)
            else m.submissions
        end as submissions
    from sets s
    join numbered a on s.first = a.nr
    join numbered b on s.last = b.nr
    left join numbered c on s.middle = c.nr
    left join many m on s.indicator = m.indicator and s.version = m.version and s.basis = m.basis and s.org = m.org and s.period = m.period
        and s.counted = m.counted
),
hashed as (
    select f.*, text_hash(concat(f.submissions, '#')) as sources from figures f
),
-- first those below one parent, then what lies above
below as (
    select
        h.indicator, h.version, h.basis, o.parent, h.period,
        sum(cast(hash_number(h.sources, 1) as decimal(38, 0))) as first_sum,
        sum(cast(hash_number(h.sources, 16) as decimal(38, 0))) as second_sum
    from hashed h
    join int_org o on h.period = o.period and h.org = o.org
    where h.counted
    group by h.indicator, h.version, h.basis, o.parent, h.period
),
above as (
    select o.period, o.org as parent, o.org as ancestor from int_org o
    union all
    select a.period, a.org as parent, a.ancestor from int_ancestor a
),
summed as (
    select
        b.indicator, b.version, b.basis, a.ancestor as org, b.period,
        sum(b.first_sum) as first_sum,
        sum(b.second_sum) as second_sum
    from below b
    join above a on b.period = a.period and b.parent = a.parent
    group by b.indicator, b.version, b.basis, a.ancestor, b.period
),
behind as (
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
),
all_kinds as (
    select kind, subject, version, basis, org, period, submissions, decisions, text_hash(concat(submissions, '#', decisions)) as sources from told
    union all
    select 'indicator' as kind, indicator as subject, version, basis, org, period, submissions, '' as decisions, sources from hashed
    union all
    select
        'indicator' as kind, s.indicator as subject, s.version, s.basis, s.org, s.period, '' as submissions, '' as decisions,
        text_hash(concat(cast(s.first_sum as varchar), '#', cast(s.second_sum as varchar))) as sources
    from summed s
    join int_indicator i on s.indicator = i.indicator and s.version = i.version and s.basis = i.basis and s.org = i.org and s.period = i.period
    where i.rolled_up
)
select g.programme, g.sample, a.kind, a.subject, a.version, a.basis, a.org, a.period, a.submissions, a.decisions, a.sources
from all_kinds a
cross join run g
