-- mart_consequence: who falls under which clause: a proposal until a named person
-- decides, and never an amount. Clauses that do the same to an org (same scheme,
-- decider, kind and effect) are proposed once, with every reason, each told once. What was agreed
-- stays listed where it holds no longer, say after scores were settled anew.
with reasons as (
    select
        c.programme, c.sample, c.period, c.org, c.scheme, c.by, c.kind, c.effect, c.task, c.id, c.why_zh, c.why_en,
        min_by(c.consequence, c.seq) as consequence,
        min(c.seq) as seq,
        min_by(c.effect_en, c.seq) as effect_en,
        min_by(c.clause, c.seq) as clause,
        max(c.score) as score, max(c.grade) as grade, max(c.rank) as rank, max(c.rank_of) as rank_of,
        max(c.light) as light
    from int_consequence c
    group by c.programme, c.sample, c.period, c.org, c.scheme, c.by, c.kind, c.effect, c.task, c.id, c.why_zh, c.why_en
),
whys as (
    select
        c.programme, c.sample, c.period, c.org, c.scheme, c.by, c.kind, c.effect,
        min_by(c.consequence, c.seq) as consequence,
        min(c.seq) as seq,
        min_by(c.effect_en, c.seq) as effect_en,
        min_by(c.clause, c.seq) as clause,
        max(c.score) as score, max(c.grade) as grade, max(c.rank) as rank, max(c.rank_of) as rank_of,
        max(c.light) as light,
        string_agg(nullif(c.task, ''), '|' order by c.seq asc nulls last, c.task asc nulls last, c.id asc nulls last) as tasks,
        string_agg(c.why_zh, '；' order by c.seq asc nulls last, c.task asc nulls last, c.id asc nulls last) as why_zh,
        string_agg(c.why_en, '; ' order by c.seq asc nulls last, c.task asc nulls last, c.id asc nulls last) as why_en
    from reasons c
    group by c.programme, c.sample, c.period, c.org, c.scheme, c.by, c.kind, c.effect
),
members as (
    select distinct c.period, c.org, c.consequence as member, w.consequence
    from int_consequence c
    join whys w on c.period = w.period and c.org = w.org and c.scheme = w.scheme and c.by = w.by and c.kind = w.kind and c.effect = w.effect
),
named as (
    select
        m.period, m.org, m.consequence,
        string_agg(m.member, '|' order by m.member asc nulls last) as members
    from members m
    group by m.period, m.org, m.consequence
),
decided as (
    select
        m.period, m.org, m.consequence, d.seq, d.verdict, d.by, d.day, d.reason, d.document,
        row_number() over (partition by m.period, m.org, m.consequence order by d.seq desc nulls last) as place
    from int_decision d
    join members m on d.consequence = m.member and d.org = m.org and d.period = m.period
    where d.kind = 'consequence_decided'
),
last_words as (
    select
        d.period, d.org, d.consequence, d.seq, d.verdict, d.by, d.day, d.reason, d.document,
        row_number() over (partition by d.period, d.org, d.consequence order by d.seq desc nulls last) as place
    from int_decision d
    join int_period p on d.period = p.period
    where d.kind = 'consequence_decided'
),
gone as (
    select d.*
    from last_words d
    left join members m on d.consequence = m.member and d.org = m.org and d.period = m.period
    where d.place = 1 and d.verdict = 'agreed' and m.member is null
)
select
    w.programme, w.sample, w.period, w.consequence, n.members as consequences, w.seq, w.scheme, w.org, w.kind, w.effect, w.effect_en, w.clause,
    w.by as by_level, w.why_zh, w.why_en, w.score, w.grade, w.rank, w.rank_of, w.light,
    coalesce(w.tasks, '') as task,
    case d.verdict when 'agreed' then 'agreed' when 'refused' then 'refused' else 'proposed' end as state,
    coalesce(d.by, '') as decided_by,
    d.day as decided_on,
    coalesce(d.reason, '') as reason,
    coalesce(d.document, '') as document,
    cast(d.seq as integer) as decided_seq
from whys w
join named n on w.period = n.period and w.org = n.org and w.consequence = n.consequence
left join decided d on w.period = d.period and w.org = d.org and w.consequence = d.consequence and d.place = 1
union all
select
    c.programme, c.sample, g.period, g.consequence, g.consequence, c.seq, c.scheme, g.org, c.kind, c.effect, c.effect_en, c.clause,
    c.by,
    '决定时成立，按现在的结果不再成立',
    'it held when it was decided, and by the results of now no longer does',
    cast(null as decimal(18, 10)), '', cast(null as integer), cast(null as integer), '',
    '',
    'decided_before',
    coalesce(g.by, ''), g.day, coalesce(g.reason, ''), coalesce(g.document, ''), cast(g.seq as integer)
from gone g
join ref_consequences c on g.consequence = c.consequence and g.org = c.org
