package main

import (
	"fmt"
	"os"
	"regexp"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
)

// A Machine is where figures were measured.
type Machine struct {
	CPU    string  `json:"cpu"`
	Cores  int     `json:"cores"`
	Memory float64 `json:"memory_gb"`
	System string  `json:"system"`
	Go     string  `json:"go"`
	DuckDB string  `json:"duckdb"`
	Load   string  `json:"load_average"` // of the last 1, 5 and 15 minutes when it began
}

func describeMachine() Machine {
	return Machine{
		CPU: firstMatch("/proc/cpuinfo", `(?m)^model name\s*: (.+)$`), Cores: runtime.NumCPU(), Memory: number(firstMatch("/proc/meminfo", `MemTotal:\s+(\d+) kB`)) / (1 << 20),
		System: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version(), DuckDB: duckVersion(), Load: firstMatch("/proc/loadavg", `^(\S+ \S+ \S+)`),
	}
}

// firstMatch is the first group of a pattern in a file, "" where there is none:
// other systems have other files.
func firstMatch(path, pattern string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	m := regexp.MustCompile(pattern).FindSubmatch(text)
	if m == nil {
		return ""
	}
	return strings.TrimSpace(string(m[1]))
}

func number(text string) float64 {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0 // not known here
	}
	return n
}

var driverVersion = regexp.MustCompile(`^v2\.(\d)(\d\d)(\d\d)\.`)

// duckVersion reads the engine's version from that of its driver, whose second
// number holds it: v2.10505.0 brings 1.5.5.
func duckVersion() string {
	info, _ := debug.ReadBuildInfo()
	for _, m := range info.Deps {
		if v := driverVersion.FindStringSubmatch(m.Version); v != nil && strings.Contains(m.Path, "duckdb-go/v2") {
			return fmt.Sprintf("%s.%g.%g", v[1], number(v[2]), number(v[3]))
		}
	}
	return "?"
}

// cpuSeconds is the processor time that this process has taken, the system's
// part for it included.
func cpuSeconds() float64 { return usedBy(syscall.RUSAGE_SELF) }

// childSeconds is the same of the processes it started and waited for.
func childSeconds() float64 { return usedBy(syscall.RUSAGE_CHILDREN) }

func usedBy(who int) float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(who, &u); err != nil {
		panic(err) // it fails for a wrong argument only
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

// peakMemory is the most memory that this process had, in MB. The number that
// getrusage gives holds that of the parent at the moment it started this one.
func peakMemory() (float64, error) {
	kB := firstMatch("/proc/self/status", `VmHWM:\s+(\d+) kB`)
	if kB == "" {
		var u syscall.Rusage
		err := syscall.Getrusage(syscall.RUSAGE_SELF, &u)
		return float64(u.Maxrss) / (1 << 10), err
	}
	return number(kB) / (1 << 10), nil
}
