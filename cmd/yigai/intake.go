package main

import "fmt"

// An intake is how a file came in and what it belongs to.
type intake struct {
	ReceivedAt string `json:"received_at"`
	SentAt     string `json:"sent_at,omitempty"` // as declared
	DeclaredBy string `json:"declared_by,omitempty"`
	Bundle     string `json:"bundle,omitempty"`      // SHA-256 of the bundle it came in
	Members    int    `json:"members,omitempty"`     // of a bundle
	Brings     int    `json:"submissions,omitempty"` // reporters and periods, where there are several
	Exception  string `json:"exception,omitempty"`
	By         string `json:"exception_by,omitempty"`
	Ties       []tied `json:"ties,omitempty"` // what an attachment proves
}

// A tied is one thing that an attachment belongs to.
type tied struct {
	Kind     string `json:"kind"` // evidence or scan
	Task     string `json:"task,omitempty"`
	Item     string `json:"item,omitempty"`
	Revision int    `json:"revision,omitempty"` // that a scan attests
	State    string `json:"state"`
	By       string `json:"tied_by"`
}

var tiedWords = map[string]struct{ zh, en string }{
	"bundle": {"同一压缩包", "the bundle"}, "name": {"文件名", "its name"}, "mention": {"佐证材料一栏", "the report naming it"}, "register": {"登记", "the register"},
}

// intakeWords are what the line of a file says of how it came in.
func (a *app) intakeWords(in intake) string {
	words := ""
	if in.Members > 0 {
		words += a.t("  含 %d 个文件", "  %d files in it", in.Members)
	}
	if in.Brings > 1 {
		words += a.t("  等 %d 份报送", "  and others: %d submissions", in.Brings)
	}
	for _, t := range in.Ties {
		by := tiedWords[t.By]
		words += fmt.Sprintf("  %s%s", a.tiedTo(t), a.t("（按"+by.zh+"）", " (by "+by.en+")"))
	}
	if in.Exception != "" {
		words += a.t("  例外接收：%s（%s）", "  by exception: %s (%s)", visible(in.Exception), visible(in.By))
	}
	return words
}

func (a *app) tiedTo(t tied) string {
	switch {
	case t.Kind == "scan" && t.Revision > 0:
		return a.t("盖章件，对应第%d次报送", "sealed scan of revision %d", t.Revision)
	case t.Kind == "scan":
		return a.t("盖章件，还没有对应的报送", "sealed scan, of no submission yet")
	case t.Task != "":
		return a.t("任务%s", "task %s", t.Task)
	case t.Item != "":
		return a.t("条目%s", "item %s", t.Item)
	}
	return a.t("佐证材料", "evidence")
}
