//go:build !windows

package main

// ownsConsole says whether the console window closes with this program.
func ownsConsole() bool { return false }
