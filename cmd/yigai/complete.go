package main

import (
	"github.com/spf13/cobra"

	"yigai/programme"
)

// Completion of values in the shell. What cannot be found out completes to
// nothing: a shell is no place for error messages.

type completer = func(c *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective)

func words(list func() []string) completer {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return list(), cobra.ShellCompDirectiveNoFileComp
	}
}

// completeFlags gives the values of flags by name, wherever a command has them.
func (a *app) completeFlags(root *cobra.Command) {
	values := map[string]func() []string{"period": a.periodWords, "org": a.orgWords, "lang": func() []string { return []string{"zh", "en"} },
		"basis": func() []string { return []string{"quarter", "ytd", "point"} }, "format": func() []string { return []string{"table", "csv", "json", "arrow"} }}
	walk(root, func(c *cobra.Command) {
		for name, list := range values {
			if c.Flags().Lookup(name) == nil {
				continue
			}
			if err := c.RegisterFlagCompletionFunc(name, words(list)); err != nil {
				panic(err) // registered twice: a mistake in this program
			}
		}
	})
}

// completeTrace completes indicator, or an element that records give, org and period,
// one after the other.
func (a *app) completeTrace(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	lists := []func() []string{a.indicatorWords, a.orgWords, a.periodWords}
	if c.Flags().Changed("recorded") {
		lists[0] = a.recordedWords
	}
	if len(args) >= len(lists) {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return lists[len(args)](), cobra.ShellCompDirectiveNoFileComp
}

func (a *app) periodWords() []string {
	return a.fromPack(func(p *programme.Pack) (all []string) {
		for _, at := range p.ReportPeriods() {
			all = append(all, at.String())
		}
		return all
	})
}

func (a *app) orgWords() []string {
	return a.fromPack(func(p *programme.Pack) (all []string) {
		for _, o := range p.Orgs {
			all = append(all, o.Code+"\t"+o.Name)
		}
		return all
	})
}

func (a *app) recordedWords() []string {
	return a.fromPack(func(p *programme.Pack) (all []string) {
		for _, r := range p.Recorded {
			all = append(all, r.Element+"\t"+a.elementName(p, r.Element))
		}
		return all
	})
}

func (a *app) elementName(pack *programme.Pack, code string) string {
	for _, e := range pack.Elements {
		if e.Code == code {
			return a.t(e.Name, e.NameEn)
		}
	}
	return code
}

func (a *app) indicatorWords() []string {
	return a.fromPack(func(p *programme.Pack) (all []string) {
		for _, i := range p.Indicators {
			all = append(all, i.Code+"\t"+i.Name)
		}
		return all
	})
}
