package unit

import "os"

// LogVariable names a file to which the tool adds a line for each unit that it
// analyses. The go command does not take the environment for a part of what a unit
// depends on, so the log changes nothing of what comes from the cache: a unit that
// does comes without a line.
const LogVariable = "CRYPTOLINT_LOG"

// The words before the import path on a line of the log.
const (
	LoggedPackage    = "package"    // of which findings are wanted
	LoggedDependency = "dependency" // of which only the facts are wanted
)

// log notes that the unit is analysed. The log is a service: that it cannot be
// written is no reason not to analyse.
func (c compilation) log() {
	name := os.Getenv(LogVariable)
	if name == "" || c.Dir == "" {
		return
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return
	}
	defer f.Close()
	line := LoggedPackage
	if c.VetxOnly {
		line = LoggedDependency
	}
	_, _ = f.WriteString(line + " " + c.ImportPath + "\n") // one short write: the lines of two processes do not mix
}
