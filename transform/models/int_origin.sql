-- int_origin: what stands behind each figure, light and grade: the files whose
-- cells it was made of and the decisions it rests on, so that two editions can be
-- told apart by them (sources). Behind a light: the files of the orgs whose duty it is, and
-- those its measures were counted from. Behind a grade: the scores, the figures
-- that score by themselves, adjustments and draws, of the org and its parts. A figure
-- summed from below lists no files: of a country they would be thousands for each.
-- Its sources are a sum over those of the figures it is made of.
with numbered as (
    select s.submission, cast(row_number() over (order by s.submission asc nulls last) as integer) as nr
    from (select distinct c.submission from int_submission c) s
),
subjects as (
    select d.indicator, d.version, b.basis, row_number() over (order by d.indicator asc nulls last, d.version asc nulls last, b.basis asc nulls last) as subject
    from ref_indicators d
    cross join (select distinct u.basis from int_indicator u) b
),
places as (
    select
        o.org, o.period, o.parent,
        row_number() over (order by o.period asc nulls last, o.org asc nulls last) as place,
        rank() over (order by o.period asc nulls last, o.parent asc nulls last) as siblings
    from int_org o
),
-- Of every figure there are several rows: they are put together by numbers that
-- stand for the texts, which is quicker and takes less memory.
own as (
    select s.subject, o.place, n.nr, bool_or(l.counted) as counted
    from mart_lineage l
    join subjects s on l.indicator = s.indicator and l.version = s.version and l.basis = s.basis
    join places o on l.org = o.org and l.period = o.period
    join numbered n on l.submission = n.submission
    where l.submission <> ''
    group by s.subject, o.place, n.nr
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
    select l.indicator, s.version, s.basis, l.org, l.period, n.submission
    from looked_at l
    join subjects s on l.indicator = s.indicator
    join places o on l.org = o.org and l.period = o.period
    join own t on s.subject = t.subject and o.place = t.place
    join numbered n on t.nr = n.nr
    union
    select l.indicator, s.version, s.basis, l.org, l.period, n.submission
    from looked_at l
    join int_indicator i on l.indicator = i.indicator and l.org = i.org and l.period = i.period and i.rolled_up
    join subjects s on i.indicator = s.indicator and i.version = s.version and i.basis = s.basis
    join int_ancestor a on l.period = a.period and l.org = a.ancestor
    join places o on a.org = o.org and a.period = o.period
    join own t on s.subject = t.subject and o.place = t.place and t.counted
    join numbered n on t.nr = n.nr
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
-- The same files stand behind many figures. Up to four are told exactly by the least, the
-- greatest, the sum and the sum of the squares of their numbers: each such list is made once.
sets as (
    select
        o.subject, o.place, bool_or(o.counted) as counted, count(*) as files, min(o.nr) as first, max(o.nr) as last,
        cast(sum(o.nr) as bigint) as total,
        cast(sum(cast(o.nr as bigint) * o.nr) as bigint) as squares
    from own o
    group by o.subject, o.place
),
examples as (
    select files, first, last, total, squares, max(place) as place, max_by(subject, place) as subject
    from sets
    where files <= 4
    group by files, first, last, total, squares
),
few as (
    select e.files, e.first, e.last, e.total, e.squares, string_agg(n.submission, '|' order by n.submission asc nulls last) as submissions
    from examples e
    join own o on e.subject = o.subject and e.place = o.place
    join numbered n on o.nr = n.nr
    group by e.files, e.first, e.last, e.total, e.squares
),
few_hashed as (
    select f.*, text_hash(concat(f.submissions, '#')) as sources from few f
),
few_told as (
    select f.*, hash_number(f.sources, 1) as first_mark, hash_number(f.sources, 16) as second_mark from few_hashed f
),
many as (
    select o.subject, o.place, bool_or(o.counted) as counted, string_agg(n.submission, '|' order by n.submission asc nulls last) as submissions
    from own o
    join sets s on o.subject = s.subject and o.place = s.place and s.files > 4
    join numbered n on o.nr = n.nr
    group by o.subject, o.place
),
many_hashed as (
    select m.*, text_hash(concat(m.submissions, '#')) as sources from many m
),
hashed as (
    select s.subject, s.place, s.counted, f.submissions, f.sources, f.first_mark, f.second_mark
    from sets s
    join few_told f on s.files = f.files and s.first = f.first and s.last = f.last and s.total = f.total and s.squares = f.squares
    union all
    select m.subject, m.place, m.counted, m.submissions, m.sources, hash_number(m.sources, 1) as first_mark, hash_number(m.sources, 16) as second_mark
    from many_hashed m
),
-- first those below one parent, then what lies above
parents as (
    select siblings, period, parent from places group by siblings, period, parent
),
below as (
    select
        h.subject, o.siblings,
        sum(cast(h.first_mark as decimal(38, 0))) as first_sum,
        sum(cast(h.second_mark as decimal(38, 0))) as second_sum
    from hashed h
    join places o on h.place = o.place
    where h.counted
    group by h.subject, o.siblings
),
above as (
    select o.period, o.org as parent, o.org as ancestor from int_org o
    union all
    select a.period, a.org as parent, a.ancestor from int_ancestor a
),
summed as (
    select
        b.subject, a.ancestor as org, a.period,
        sum(b.first_sum) as first_sum,
        sum(b.second_sum) as second_sum
    from below b
    join parents p on b.siblings = p.siblings
    join above a on p.period = a.period and p.parent = a.parent
    group by b.subject, a.ancestor, a.period
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
    select 'indicator' as kind, d.indicator as subject, d.version, d.basis, o.org, o.period, h.submissions, '' as decisions, h.sources
    from hashed h
    join subjects d on h.subject = d.subject
    join places o on h.place = o.place
    union all
    select
        'indicator' as kind, d.indicator as subject, d.version, d.basis, s.org, s.period, '' as submissions, '' as decisions,
        text_hash(concat(cast(s.first_sum as varchar), '#', cast(s.second_sum as varchar))) as sources
    from summed s
    join subjects d on s.subject = d.subject
    join int_indicator i on d.indicator = i.indicator and d.version = i.version and d.basis = i.basis and s.org = i.org and s.period = i.period
    where i.rolled_up
)
select g.programme, g.sample, a.kind, a.subject, a.version, a.basis, a.org, a.period, a.submissions, a.decisions, a.sources
from all_kinds a
cross join run g
