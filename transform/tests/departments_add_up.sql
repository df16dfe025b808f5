-- A department's tasks by light are its tasks.
select d.org, d.period, d.led, d.assisted
from mart_department d
where d.led <> d.led_done + d.led_on_track + d.led_warning + d.led_overdue + d.led_not_due + d.led_no_data + d.led_suspended + d.led_closed
    or d.assisted <> d.assist_done + d.assist_on_track + d.assist_warning + d.assist_overdue + d.assist_not_due + d.assist_no_data + d.assist_suspended + d.assist_closed
