-- mart_reminder: whom to chase, about what, by which rule of the programme, and
-- whether that was issued already. The words still have their places in braces.
with issued as (
    select
        f.reminder, f.period, f.org, f.task, f.role, f.indicator, f.item, f.id, f.seq, f.day, f.by,
        row_number() over (partition by f.reminder, f.period, f.org, f.task, f.role, f.indicator, f.item order by f.seq desc nulls last) as place,
        count(*) over (partition by f.reminder, f.period, f.org, f.task, f.role, f.indicator, f.item) as times
    from int_decision f
    where f.kind = 'reminder_issued'
)
select
    i.programme, i.sample, i.period, i.org,
    case when r.to = 'parent' and o.parent <> '' then o.parent else i.org end as to_org,
    i.reminder, r.seq, r.kind, r.trigger, i.task, i.role, i.indicator, i.id, i.title, i.title_en, i.due, i.days, i.count,
    i.light, i.light_text, i.light_text_en, i.rule, i.rule_en, i.run as periods, i.since_period, i.since,
    r.text, r.text_en, r.letter, r.letter_en, r.clause, r.note,
    coalesce(s.id, '') as issued_id,
    cast(s.seq as integer) as issued_seq,
    s.day as issued_on,
    coalesce(s.by, '') as issued_by,
    cast(coalesce(s.times, 0) as integer) as issued_times
from int_reminder i
join ref_reminders r on i.reminder = r.reminder
join ref_orgs o on i.org = o.org
left join issued s on i.reminder = s.reminder and i.period = s.period and i.org = s.org and i.task = s.task and i.role = s.role
    and i.indicator = s.indicator and i.id = s.item and s.place = 1
where i.run >= r.periods
