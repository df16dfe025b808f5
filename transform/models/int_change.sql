-- int_change: the journal entries that change figures of a period: files that
-- counted when they came, for it or a period before, and decisions that take
-- effect by its cut-off. org is whose figures, '' where it may be anybody's.
with files as (
    select p.programme, p.sample, p.period, s.journal_seq as seq, s.reporter as org, s.submission, 'received' as kind
    from fact_submissions s
    join int_period f on s.period = f.period
    join int_period p on f.seq <= p.seq
    where s.state in ('accepted', 'superseded')
),
decided as (
    select p.programme, p.sample, p.period, d.seq, '' as org, '' as submission, d.kind
    from int_decision d
    join int_period p on d.day <= p.cut_off
    where d.kind in ('task_added', 'task_extended', 'task_suspended', 'task_resumed', 'task_transferred', 'task_instructed',
        'closing_decided', 'task_reopened', 'score_adjusted')
),
withdrawn as (
    select p.programme, p.sample, p.period, d.withdrawn_seq as seq, '' as org, '' as submission, 'decision_withdrawn' as kind
    from fact_decisions d
    cross join int_period p
    where d.withdrawn_seq is not null
        and d.kind in ('task_added', 'task_extended', 'task_suspended', 'task_resumed', 'task_transferred', 'task_instructed',
            'closing_decided', 'task_reopened', 'score_adjusted')
),
changes as (
    select * from files
    union all select * from decided
    union all select * from withdrawn
)
select programme, sample, period, seq, kind, org, submission
from changes
group by programme, sample, period, seq, kind, org, submission
