-- mart_ledger: the task ledger. The light is that of the first rule that holds;
-- what an org typed about its progress is shown and never decides. Beside the
-- deadline and the light as decided stand those that the programme's own day
-- gives. What was overdue before and is so no longer, by its original deadline
-- and within the same round, was made good.
with lit as (
    select
        p.*, d.past_due, d.days_left, d.days_overdue, d.light, d.text, d.text_en, d.state, d.colour, d.condition,
        c.light as computed_light, c.state as computed_state,
        max(case when d.state = 'overdue' or c.state = 'overdue' then 1 else 0 end) over (
            partition by p.task, p.org, p.role, p.round order by p.seq asc nulls last rows between unbounded preceding and 1 preceding) as was_overdue
    from int_progress p
    join int_light d on p.task = d.task and p.org = d.org and p.role = d.role and p.period = d.period and d.decided
    join int_light c on p.task = c.task and p.org = c.org and p.role = c.role and p.period = c.period and not c.decided
),
next_days as (
    select l.*, case when l.complete then null when l.next_due is not null then l.next_due when l.due >= l.cut_off then l.due end as next_day from lit l
)
select
    f.programme, f.sample, f.task, f.org, f.period, f.role, f.round, f.due_original, f.due,
    coalesce(r.status, '') as status,
    r.progress as typed_progress,
    coalesce(r.narrative, '') as narrative,
    coalesce(r.problems, '') as problems,
    coalesce(r.next_steps, '') as next_steps,
    coalesce(r.evidence, '') as evidence,
    coalesce(r.responsible, '') as responsible,
    coalesce(r.practice, '') as practice,
    f.done as measures_done,
    f.owed as measures_due,
    ratio(f.done, f.owed) as progress,
    ratio(f.days_gone, f.days_total) as elapsed,
    ratio(f.expected_part, f.expected_of) as expected,
    f.light, f.state as light_state, f.colour, f.text as light_text, f.text_en as light_text_en, f.condition as light_rule,
    f.computed_light, f.computed_state,
    f.quarters_stalled,
    f.quarters_stalled as periods_stalled,
    f.days_overdue, f.days_left, f.next_day as next_due,
    coalesce(days_between(f.cut_off, f.next_day) <= 30, false) as due_in_30,
    f.reported,
    coalesce(d.suspended, false) as suspended,
    coalesce(d.instructed, false) as instructed,
    coalesce(d.extended_times, 0) as extended_times,
    t.lead_original,
    coalesce(d.closing, '') as closing,
    d.closed_on,
    coalesce(d.closing = 'closed' and f.owed > 0 and not f.complete, false) as contradicted,
    coalesce(d.closing = 'closed' and f.owed = 0, false) as closed_on_word,
    coalesce(f.was_overdue = 1 and f.state <> 'overdue' and f.computed_state <> 'overdue', false) as made_good,
    coalesce(d.decision_seqs, '') as decision_seqs,
    coalesce(r.submission, '') as submission,
    coalesce(r.sheet, '') as sheet,
    coalesce(r.cell, '') as cell
from next_days f
join int_task t on f.task = t.task
left join int_ruling d on f.task = d.task and f.org = d.org and f.period = d.period
left join int_task_report r on f.task = r.task and f.org = r.reporter and f.period = r.period and f.role <> 'all'
