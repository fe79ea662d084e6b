package location

// AnyElement is a path that selects the elements of a slice or array one by one:
// each is an alternative, where the content of a slice is the mix of them.
const AnyElement = ".[*]"
