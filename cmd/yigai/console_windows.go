package main

import (
	"syscall"
	"unsafe"
)

// ownsConsole says whether the console window was opened for this program alone
// and closes with it: by a drop on its icon or a double click, not in a shell.
// Go writes to a console in UTF-16, so its code page does not matter.
func ownsConsole() bool {
	var ids [2]uint32
	list := syscall.NewLazyDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	if list.Find() != nil {
		return false
	}
	n, _, _ := list.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return n == 1
}
