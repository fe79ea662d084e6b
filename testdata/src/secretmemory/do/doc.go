// Package do erases what functions leave behind, where the experiment runtimesecret is on.
package do
