-- Accounting identity: received = accepted + refused + superseded + quarantined + attached.
select t.received, t.others
from (
    select
        sum(case when a.state = 'received' then a.files else 0 end) as received,
        sum(case when a.state not in ('received', 'bundle') then a.files else 0 end) as others
    from mart_accounting a
) t
where t.received <> t.others
