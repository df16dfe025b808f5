-- mart_rectification: what must be put right within a time (限期整改), as it stood
-- on the cut-off day of each period; in the newest period also what was decided
-- since. Waiting for a reply, or for another one, it is overdue once its deadline
-- has passed; a reply that nobody has verified yet makes nobody late.
with last_decided as (
    select max(f.day) as day from int_decision f
),
looks as (
    select p.period, case when p.period = r.period and l.day > p.cut_off then l.day else p.cut_off end as as_of
    from int_period p
    cross join run r
    cross join last_decided l
    where not p.history
),
steps as (
    select
        k.period, k.as_of, f.programme, f.sample, f.id, f.kind, f.seq, f.day, f.due, f.org, f.task, f.consequence, f.item, f.title, f.text, f.verdict, f.by, f.evidence, f.reason, f.document,
        row_number() over (partition by k.period, f.id, f.kind order by f.seq desc nulls last) as from_last,
        row_number() over (partition by k.period, f.id, f.kind order by f.seq asc nulls last) as from_first,
        count(*) over (partition by k.period, f.id, f.kind) as times
    from int_decision f
    join looks k on f.day <= k.as_of
    where f.kind in ('rectification_opened', 'rectification_extended', 'rectification_replied', 'rectification_verified', 'rectification_closed')
),
stood as (
    select
        o.programme, o.sample, o.id, o.org, o.period, o.as_of, o.task, o.consequence, o.item as draw,
        o.title as finding, o.text as opinion, o.day as opened_on, o.by as opened_by, o.document,
        o.due as due_original,
        coalesce(e.due, o.due) as due,
        coalesce(e.times, 0) as extended_times,
        coalesce(e.reason, '') as extended_reason,
        p.day as replied_on, coalesce(p.by, '') as replied_by, coalesce(p.text, '') as reply, coalesce(p.evidence, '') as evidence,
        v.day as verified_on, coalesce(v.by, '') as verified_by, coalesce(v.verdict, '') as verdict, coalesce(v.reason, '') as verified_reason,
        c.day as closed_on, coalesce(c.by, '') as closed_by,
        case
            when c.seq is not null then 'closed'
            when p.seq is not null and (v.seq is null or v.seq < p.seq) then 'replied'
            when v.verdict = 'agreed' then 'verified'
            else 'open'
        end as step
    from steps o
    left join steps e on o.period = e.period and o.id = e.id and e.kind = 'rectification_extended' and e.from_last = 1
    left join steps p on o.period = p.period and o.id = p.id and p.kind = 'rectification_replied' and p.from_last = 1
    left join steps v on o.period = v.period and o.id = v.id and v.kind = 'rectification_verified' and v.from_last = 1
    left join steps c on o.period = c.period and o.id = c.id and c.kind = 'rectification_closed' and c.from_last = 1
    where o.kind = 'rectification_opened' and o.from_first = 1
),
judged as (
    select
        s.*,
        case when s.step = 'open' and s.due < s.as_of then 'overdue' else s.step end as state,
        case when s.step = 'open' and s.due < s.as_of then days_between(s.due, s.as_of) else 0 end as days_overdue
    from stood s
),
warned as (
    select max(l.value) as days from ref_lights l where l.condition = 'due_within'
),
wanted as (
    select
        j.*,
        case
            when j.state in ('closed', 'overdue') then j.state
            when j.state = 'verified' then 'done'
            when j.state = 'open' and days_between(j.as_of, j.due) <= w.days then 'warning'
            else 'on_track'
        end as wanted_state
    from judged j
    cross join warned w
),
lamps as (
    select l.state, l.light, l.text, l.text_en, l.colour, row_number() over (partition by l.state order by l.seq asc nulls last) as place
    from ref_lights l
)
select
    x.programme, x.sample, x.id, x.org, x.period, x.task, x.consequence, x.draw,
    case when x.consequence <> '' then 'consequence' when x.draw <> '' then 'inspection' else 'supervision' end as source,
    x.finding, x.opinion, x.document, x.opened_on, x.opened_by, x.due_original, x.due,
    cast(x.extended_times as integer) as extended_times, x.extended_reason,
    x.replied_on, x.replied_by, x.reply, x.evidence, x.verified_on, x.verified_by, x.verdict, x.verified_reason, x.closed_on, x.closed_by,
    x.state,
    coalesce(a.light, b.light, '') as light,
    case when a.light is null and x.wanted_state = 'closed' then 'done' else x.wanted_state end as light_state,
    coalesce(a.text, b.text, '') as light_text,
    coalesce(a.text_en, b.text_en, '') as light_text_en,
    coalesce(a.colour, b.colour, '') as colour,
    cast(x.days_overdue as integer) as days_overdue,
    x.as_of
from wanted x
left join lamps a on x.wanted_state = a.state and a.place = 1
left join lamps b on x.wanted_state = 'closed' and b.state = 'done' and b.place = 1
