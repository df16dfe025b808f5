-- mart_practice: good practice (典型经验) that orgs sent with a task, and what a
-- person chose of it for the bulletin. Of several decisions the last one holds. A
-- later report may bring another text: what was chosen stays beside it.
with sent as (
    select f.programme, f.sample, f.period, f.reporter as org, f.task, f.practice, f.submission, f.sheet, f.cell
    from fact_task_reports f
    join int_task_report r on f.period = r.period and f.reporter = r.reporter and f.task = r.task and f.submission = r.submission and f.sheet = r.sheet and f.cell = r.cell
    where f.practice <> ''
),
decided as (
    select
        d.task, d.org, d.period, d.verdict, d.by, d.day, d.reason, d.seq, d.text, d.item,
        row_number() over (partition by d.task, d.org, d.period order by d.seq desc nulls last) as place
    from int_decision d
    where d.kind = 'practice_chosen'
)
select
    s.programme, s.sample, s.task, s.org, s.period,
    s.practice as text,
    coalesce(d.verdict <> 'refused', false) as chosen,
    coalesce(d.by, '') as chosen_by,
    d.day as chosen_on,
    coalesce(d.reason, '') as reason,
    coalesce(case when d.text <> '' then d.text <> s.practice else d.item <> '' and d.item <> s.submission end, false) as text_changed,
    coalesce(d.text, '') as decided_text,
    cast(d.seq as integer) as decided_seq,
    s.submission, s.sheet, s.cell
from sent s
left join decided d on s.task = d.task and s.org = d.org and s.period = d.period and d.place = 1
