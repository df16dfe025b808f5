//go:build cgo

package main

import (
	"time"

	"yigai/ingest"
)

// intakeOf is how a file came in.
func intakeOf(f ingest.File) *intake {
	in := &intake{ReceivedAt: f.ReceivedAt.UTC().Format(time.RFC3339), DeclaredBy: f.DeclaredBy, Bundle: f.Bundle, Exception: f.Exception.Reason, By: f.Exception.By}
	if !f.SentAt.IsZero() {
		in.SentAt = f.SentAt.UTC().Format(time.RFC3339)
	}
	if f.State == ingest.Bundled {
		in.Members = len(f.Members)
	}
	if len(f.Submissions) > 1 {
		in.Brings = len(f.Submissions)
	}
	for _, t := range f.Ties {
		in.Ties = append(in.Ties, tied{t.Kind, t.Task, t.Item, t.Revision, t.State, t.By})
	}
	return in
}

// accountsLine is the accounting identity in one line.
func (a *app) accountsLine(x ingest.Accounts) string {
	n := x.Counts
	line := a.t("共收 %d = 接受 %d + 拒收 %d + 被替换 %d + 无法识别 %d + 附件 %d", "received %d = accepted %d + refused %d + superseded %d + quarantined %d + attached %d",
		x.Received, n[ingest.Accepted], n[ingest.Refused], n[ingest.Superseded], n[ingest.Quarantined], n[ingest.Attached])
	if x.Bundles > 0 {
		line += a.t("（另有压缩包 %d 个）", " (and %d bundles)", x.Bundles)
	}
	return line
}
