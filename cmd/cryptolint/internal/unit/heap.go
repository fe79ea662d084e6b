package unit

import "runtime"

// headroom is what a unit may allocate, in bytes, before the garbage collector runs for
// the first time.
const headroom = 64 << 20

// lazyCollector returns an object that makes the garbage collector wait for the headroom
// as long as the object is kept. A run starts a process for each package, and most of
// them end before they have garbage that is worth a collection. The collector runs when
// the heap has grown to twice of what is alive. Memory that nobody touches counts for
// that and costs nothing, so a large unit grows by the headroom and not by a factor.
func lazyCollector() []byte { return make([]byte, headroom/2) }

// keep marks the object as used.
func keep(object []byte) { runtime.KeepAlive(object) }
