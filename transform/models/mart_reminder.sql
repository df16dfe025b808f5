-- mart_reminder: whom to chase, about what, by which rule of the programme, and
-- whether that was issued already. The words still have their places in braces.
-- Nobody writes to itself: what would go from the secretariat to the secretariat,
-- or be about it, is left out. One matter, one slip: where an org is reminded of parts of a
-- task, it is not of the whole too unless the whole has more undone than those parts.
-- What was issued stays listed.
with issued as (
    select
        f.reminder, f.period, f.org, f.task, f.role, f.indicator, f.item, f.id, f.seq, f.day, f.by,
        row_number() over (partition by f.reminder, f.period, f.org, f.task, f.role, f.indicator, f.item order by f.seq desc nulls last) as place,
        count(*) over (partition by f.reminder, f.period, f.org, f.task, f.role, f.indicator, f.item) as times
    from int_decision f
    where f.kind = 'reminder_issued'
),
signers as (
    select distinct n.org
    from (
        select o.org, o.name from ref_orgs o
        union all select o.org, o.short_name as name from ref_orgs o
        union all select a.org, a.alias as name from ref_aliases a
    ) n
    cross join ref_programme g
    where n.name <> '' and instr(concat('、', replace(case when g.secretariat = '' then g.issuer else g.secretariat end, '，', '、'), '、'), concat('、', n.name, '、')) > 0
),
asked as (
    select
        i.*, r.seq, r.kind, r.trigger, r.text, r.text_en, r.letter, r.letter_en, r.clause, r.note,
        case when r.to = 'parent' and o.parent <> '' then o.parent else i.org end as to_org
    from int_reminder i
    join ref_reminders r on i.reminder = r.reminder
    join ref_orgs o on i.org = o.org
    where i.run >= r.periods
),
family as (
    select t.task, t.task as part from int_task t
    union all
    select t.parent as task, t.task as part from int_task t where t.parent <> ''
),
own as (
    select distinct f.task, m.org, m.period from family f join mart_measure m on f.part = m.task
),
undone as (
    select
        a.reminder, a.period, a.org, a.task, a.role, f.part,
        count(case when m.state = 'overdue' then 1 end) as overdue,
        count(case when m.state <> 'done' and not m.soft and not m.suspended then 1 end) as left_over
    from asked a
    join family f on a.task = f.task
    left join own w on a.task = w.task and a.org = w.org and a.period = w.period
    join mart_measure m on f.part = m.task and a.period = m.period and (a.org = m.org or w.org is null and a.role <> 'implement')
    where a.role <> ''
    group by a.reminder, a.period, a.org, a.task, a.role, f.part
),
matters as (
    select
        u.reminder, u.period, u.org, u.task, u.role, u.part,
        case when sum(u.overdue) over (partition by u.reminder, u.period, u.org, u.task, u.role) > 0 then u.overdue else u.left_over end as open
    from undone u
),
only_parts as (
    select m.reminder, m.period, m.org, m.task, m.role
    from matters m
    left join (select distinct a.reminder, a.period, a.org, a.task from asked a where a.role <> '') p
        on m.reminder = p.reminder and m.period = p.period and m.org = p.org and m.part = p.task and m.part <> m.task
    where m.open > 0
    group by m.reminder, m.period, m.org, m.task, m.role
    having count(*) = count(p.task)
)
select
    i.programme, i.sample, i.period, i.org,
    i.to_org, i.reminder, i.seq, i.kind, i.trigger, i.task, i.role, i.indicator, i.id, i.title, i.title_en, i.due, i.days, i.count,
    i.light, i.light_text, i.light_text_en, i.rule, i.rule_en, i.run as periods, i.since_period, i.since,
    i.text, i.text_en, i.letter, i.letter_en, i.clause, i.note,
    coalesce(s.id, '') as issued_id,
    cast(s.seq as integer) as issued_seq,
    s.day as issued_on,
    coalesce(s.by, '') as issued_by,
    cast(coalesce(s.times, 0) as integer) as issued_times
from asked i
left join issued s on i.reminder = s.reminder and i.period = s.period and i.org = s.org and i.task = s.task and i.role = s.role
    and i.indicator = s.indicator and i.id = s.item and s.place = 1
left join only_parts p on i.reminder = p.reminder and i.period = p.period and i.org = p.org and i.task = p.task and i.role = p.role
left join signers f on i.org = f.org
left join signers t on i.to_org = t.org
where s.id is not null or p.task is null and f.org is null and t.org is null
