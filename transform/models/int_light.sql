-- int_light: the light of every place in the ledger, once as decided and once as
-- computed: by the original deadline and without decisions. The light is that of
-- the first rule whose condition has held for as many periods in a row as it asks.
with anyone as (
    select p.task, p.period, p.reported from int_progress p where p.role = 'all'
),
facts as (
    select
        p.*, case when p.is_whole then coalesce(a.reported, false) else p.reported end as was_reported,
        coalesce(d.suspended, false) as suspended, coalesce(d.instructed, false) as instructed, coalesce(d.closing, '') as closing
    from int_progress p
    left join anyone a on p.task = a.task and p.period = a.period
    left join int_ruling d on p.task = d.task and p.org = d.org and p.period = d.period
),
both_ways as (
    select
        true as decided, programme, sample, task, org, role, period, seq, was_reported, start, last_day, cut_off, owed, done, complete, hard_left, quarters_stalled,
        due, overdue_since, expected_part, expected_of, suspended, instructed, closing
    from facts
    union all
    select
        false, programme, sample, task, org, role, period, seq, was_reported, start, last_day, cut_off, owed, done, complete, hard_left_original, quarters_stalled,
        due_original, overdue_since_original, expected_part_original, expected_of_original, false, false, ''
    from facts
),
known as (
    select
        f.*,
        coalesce(not f.complete and f.owed > 0 and (f.overdue_since is not null or f.due < f.cut_off and f.hard_left > 0), false) as past_due,
        case when f.due is null then null when f.due >= f.cut_off then days_between(f.cut_off, f.due) else 0 end as days_left
    from both_ways f
),
judged as (
    select
        f.decided, f.task, f.org, f.role, f.period, f.seq, l.seq as rule,
        case l.condition
            when 'closed' then f.closing = 'closed'
            when 'suspended' then f.suspended
            when 'complete' then f.complete
            when 'past_due' then f.past_due
            when 'not_reported' then not f.was_reported
            when 'no_measure' then f.owed = 0
            when 'not_started' then coalesce(f.last_day < f.start, false)
            when 'behind' then coalesce(
                f.owed > 0 and f.expected_part * f.owed - f.done * f.expected_of >= l.value * (f.owed * f.expected_of), false)
            when 'due_within' then coalesce(not f.complete and f.due >= f.cut_off and f.days_left <= l.value, false)
            when 'stalled' then f.quarters_stalled > 0
            when 'instructed' then f.instructed
            when 'otherwise' then true
            else false
        end as holds
    from known f
    cross join ref_lights l
),
stretches as (
    select
        j.*,
        j.seq - row_number() over (partition by j.decided, j.task, j.org, j.role, j.rule, j.holds order by j.seq asc nulls last) as stretch
    from judged j
),
lasting as (
    select
        s.*,
        row_number() over (partition by s.decided, s.task, s.org, s.role, s.rule, s.holds, s.stretch order by s.seq asc nulls last) as times
    from stretches s
),
holding as (
    select
        a.decided, a.task, a.org, a.role, a.period, l.light, l.text, l.text_en, l.state, l.colour, l.condition,
        row_number() over (partition by a.decided, a.task, a.org, a.role, a.period order by l.seq asc nulls last) as place
    from lasting a
    join ref_lights l on a.rule = l.seq
    where a.holds and a.times >= coalesce(l.periods, 1)
)
select
    k.programme, k.sample, k.decided, k.task, k.org, k.role, k.period, k.seq, k.past_due,
    cast(k.days_left as integer) as days_left,
    cast(case when k.past_due then days_between(coalesce(k.overdue_since, k.due), k.cut_off) else 0 end as integer) as days_overdue,
    coalesce(h.light, 'no_data') as light,
    coalesce(h.text, '') as text,
    coalesce(h.text_en, '') as text_en,
    coalesce(h.state, 'no_data') as state,
    coalesce(h.colour, 'grey') as colour,
    coalesce(h.condition, '') as condition
from known k
left join holding h on k.decided = h.decided and k.task = h.task and k.org = h.org and k.role = h.role and k.period = h.period and h.place = 1
