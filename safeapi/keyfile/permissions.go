package keyfile

import (
	"fmt"
	"io/fs"
)

const root = 0 // the user id of root

// checkPrivate returns ErrPermissions unless the file is private to its owner,
// or is one that a platform provides: for reading only, by the owner and a group.
func checkPrivate(mode fs.FileMode, owner, user int) error {
	if err := checkOwner(owner, user); err != nil {
		return err
	}
	if mode&0o077 == 0 || mode&^0o440 == 0 {
		return nil
	}
	if mode&0o033 == 0 && owner == root { // others may read it, as in Docker
		return fmt.Errorf("%w: its mode is %#o and it belongs to root; "+
			"in Kubernetes, set fsGroup, or defaultMode: 0400; "+
			"in a container that nobody else is in, use ReadMounted; "+
			"elsewhere, chmod 600 it, and replace the key if others may have read it", ErrPermissions, mode)
	}
	return fmt.Errorf("%w: its mode is %#o; chmod 600 it, and replace the key if others may have read it", ErrPermissions, mode)
}

// checkMounted returns ErrPermissions if others than the owner may write.
func checkMounted(mode fs.FileMode, owner, user int) error {
	if err := checkOwner(owner, user); err != nil {
		return err
	}
	if mode&0o033 != 0 {
		return fmt.Errorf("%w: its mode is %#o, and only its owner may write it", ErrPermissions, mode)
	}
	return nil
}

// checkOwner refuses files of other users, who know what is in them and can
// change it. Root can read what it likes, so that the mode does not protect it.
func checkOwner(owner, user int) error {
	if owner == user || owner == root {
		return nil
	}
	return fmt.Errorf("%w: it belongs to the user with id %d, and not to the user of this program, %d, or to root; "+
		"chown it if you know what is in it", ErrPermissions, owner, user)
}
