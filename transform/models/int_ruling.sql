-- int_ruling: what the journal's decisions mean for an org's part in a task in a
-- period, counted up to the period's cut-off: a decision of a later day changes
-- nothing before it. A decision on a task holds for its parts, one that names no
-- org for all. Of decisions that undo each other the last counts; a closing
-- holds in the round of the task it was decided in.
with told as (
    select
        f.seq, f.day, f.kind, f.verdict, f.due, t.task, f.org, f.to_org, coalesce(n.seq, q.fallen) as from_seq,
        case
            when f.kind in ('task_suspended', 'task_resumed') then 'pause'
            when f.kind in ('closing_applied', 'closing_decided', 'task_reopened') then 'closing'
            else f.kind
        end as about
    from int_decision f
    join int_task t on f.task = t.task or f.task = t.parent
    left join int_period n on f.period = n.period
    left join (
        select d.seq, min(p.seq) as fallen
        from int_decision d
        join int_period p on d.day <= p.cut_off and not p.history
        group by d.seq
    ) q on f.seq = q.seq
    where f.kind in ('task_added', 'task_extended', 'task_suspended', 'task_resumed', 'task_transferred', 'task_instructed',
        'closing_applied', 'closing_decided', 'task_reopened')
),
places as (
    select task, org, period from int_duty
    union
    select m.task, m.org, p.period from ref_measures m cross join int_period p where not p.history
    union
    select d.task, g.region as org, d.period from int_duty d cross join ref_programme g
),
met as (
    select
        a.task, a.org, a.period, p.seq as period_seq, p.first_day, p.cut_off,
        d.seq, d.day, d.kind, d.about, d.verdict, d.due, d.from_seq,
        row_number() over (partition by a.task, a.org, a.period, d.about order by d.day desc nulls last, d.seq desc nulls last) as place
    from places a
    join int_period p on a.period = p.period
    join told d on a.task = d.task and d.day <= p.cut_off
    join int_round r on a.task = r.task and a.period = r.period
    left join int_round s on a.task = s.task and d.from_seq = s.period_seq
    where d.about in ('task_added', 'task_transferred') and (d.org = a.org or d.to_org = a.org or d.kind = 'task_added')
        or d.about not in ('task_added', 'task_transferred') and d.org in ('', a.org)
            and (d.about <> 'closing' or coalesce(s.round, r.round) = r.round)
)
select
    u.programme, u.sample, task, org, m.period,
    max(case when kind = 'task_extended' then due end) as extended_to,
    cast(count(case when kind = 'task_extended' then 1 end) as integer) as extended_times,
    coalesce(bool_or(kind = 'task_suspended' and place = 1 and (due is null or due >= cut_off)), false) as suspended,
    coalesce(bool_or(kind = 'task_instructed' and (from_seq = period_seq or from_seq < period_seq and due >= first_day)), false) as instructed,
    coalesce(max(case
        when about <> 'closing' or place > 1 then null
        when kind = 'closing_applied' then 'applied'
        when kind = 'task_reopened' then 'reopened'
        when verdict = 'agreed' then 'closed'
        else 'refused'
    end), '') as closing,
    max(case when kind = 'closing_decided' and place = 1 and verdict = 'agreed' then day end) as closed_on,
    string_agg(cast(seq as varchar), '|' order by seq asc nulls last) as decision_seqs
from met m
cross join run u
group by u.programme, u.sample, task, org, m.period
