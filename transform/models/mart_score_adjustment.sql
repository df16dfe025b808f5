-- mart_score_adjustment: every time a named person adjusted a score or took that
-- back, with the score as it would be without; earlier decisions stay.
select
    a.programme, a.sample, a.seq, a.scheme, a.stage, a.org, a.item, a.day, a.value, a.withdrawn,
    a.newest and not a.withdrawn as counts,
    case when a.item = '' then e.original else cast(i.original as decimal(18, 10)) end as original,
    a.by, a.reason, a.document
from int_adjustment a
join int_stage s on a.scheme = s.scheme and a.stage = s.stage and a.org = s.org
left join int_score i on a.scheme = i.scheme and a.stage = i.stage and a.org = i.org and a.item = i.item
left join int_evaluation e on a.scheme = e.scheme and a.stage = e.stage and a.org = e.org
