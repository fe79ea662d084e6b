package cryptoapi

// hashPackages are the hashes, the MACs and the checksums.
var hashPackages = []pkg{
	{
		// The Write of a hash.Hash is io.Writer.Write.
		paths: []string{"hash"},
		funcs: []Func{
			{Name: "Hash.Sum", Result: Source{Kind: Sum, From: []int{0}, Of: []int{Receiver}}},
			{Name: "Hash.Reset XOF.Reset", Resets: true},
			{Name: "Hash32.Sum32 Hash64.Sum64", Result: Is(Sum, "", Receiver)},
			{Name: "Cloner.Clone", Result: From(Receiver)},
			{Name: "Hash.Size Hash.BlockSize XOF.BlockSize"},
		},
	},
	{
		paths: []string{"crypto"},
		funcs: []Func{
			// Detail is empty: the hash is the one that the receiver is the number of.
			{Name: "Hash.New", Result: Is(Hasher, "", Receiver)},
			{Name: "Hash.HashFunc", Result: From(Receiver)},
			{Name: "Hash.Size Hash.Available Hash.String"},
		},
	},
	{
		paths: []string{"crypto/md5"},
		funcs: []Func{
			{Name: "New", Result: Is(Hasher, "MD5")},
			{Name: "Sum", Args: Args{0: AsMessage}, Result: Is(Digest, "MD5", 0)},
		},
	},
	{
		paths: []string{"crypto/sha1"},
		funcs: []Func{
			{Name: "New", Result: Is(Hasher, "SHA-1")},
			{Name: "Sum", Args: Args{0: AsMessage}, Result: Is(Digest, "SHA-1", 0)},
		},
	},
	{
		paths: []string{"crypto/sha256"},
		funcs: []Func{
			{Name: "New", Result: Is(Hasher, "SHA-256")},
			{Name: "New224", Result: Is(Hasher, "SHA-224")},
			{Name: "Sum256", Args: Args{0: AsMessage}, Result: Is(Digest, "SHA-256", 0)},
			{Name: "Sum224", Args: Args{0: AsMessage}, Result: Is(Digest, "SHA-224", 0)},
		},
	},
	{
		paths: []string{"crypto/sha512"},
		funcs: []Func{
			{Name: "New", Result: Is(Hasher, "SHA-512")},
			{Name: "New384", Result: Is(Hasher, "SHA-384")},
			{Name: "New512_224", Result: Is(Hasher, "SHA-512/224")},
			{Name: "New512_256", Result: Is(Hasher, "SHA-512/256")},
			{Name: "Sum512", Args: Args{0: AsMessage}, Result: Is(Digest, "SHA-512", 0)},
			{Name: "Sum384", Args: Args{0: AsMessage}, Result: Is(Digest, "SHA-384", 0)},
			{Name: "Sum512_224", Args: Args{0: AsMessage}, Result: Is(Digest, "SHA-512/224", 0)},
			{Name: "Sum512_256", Args: Args{0: AsMessage}, Result: Is(Digest, "SHA-512/256", 0)},
		},
	},
	{
		paths: []string{"crypto/sha3", "golang.org/x/crypto/sha3"},
		funcs: []Func{
			{Name: "New224", Result: Is(Hasher, "SHA3-224")},
			{Name: "New256", Result: Is(Hasher, "SHA3-256")},
			{Name: "New384", Result: Is(Hasher, "SHA3-384")},
			{Name: "New512", Result: Is(Hasher, "SHA3-512")},
			{Name: "Sum224", Args: Args{0: AsMessage}, Result: Is(Digest, "SHA3-224", 0)},
			{Name: "Sum256", Args: Args{0: AsMessage}, Result: Is(Digest, "SHA3-256", 0)},
			{Name: "Sum384", Args: Args{0: AsMessage}, Result: Is(Digest, "SHA3-384", 0)},
			{Name: "Sum512", Args: Args{0: AsMessage}, Result: Is(Digest, "SHA3-512", 0)},
		},
	},
	{
		paths: []string{"crypto/sha3"},
		funcs: []Func{
			{Name: "NewSHAKE128 NewCSHAKE128", Result: Is(Hasher, "SHAKE128")},
			{Name: "NewSHAKE256 NewCSHAKE256", Result: Is(Hasher, "SHAKE256")},
			{Name: "SumSHAKE128", Args: Args{0: AsMessage}, Result: Is(Digest, "SHAKE128", 0)},
			{Name: "SumSHAKE256", Args: Args{0: AsMessage}, Result: Is(Digest, "SHAKE256", 0)},
			{Name: "SHA3.Write SHAKE.Write", Appends: Fills{Receiver: From(0)}},
			{Name: "SHA3.Sum", Result: Source{Kind: Sum, From: []int{0}, Of: []int{Receiver}}},
			{Name: "SHAKE.Read", Fills: Fills{0: Is(Sum, "", Receiver)}},
			{Name: "SHA3.Reset SHAKE.Reset", Resets: true},
			{Name: "SHA3.Clone", Result: From(Receiver)},
			{Name: "SHA3.Size SHA3.BlockSize SHAKE.BlockSize"},
		},
	},
	{
		paths: []string{"golang.org/x/crypto/sha3"},
		funcs: []Func{
			{Name: "NewLegacyKeccak256", Result: Is(Hasher, "Keccak-256")},
			{Name: "NewLegacyKeccak512", Result: Is(Hasher, "Keccak-512")},
			{Name: "NewShake128 NewCShake128", Result: Is(Hasher, "SHAKE128")},
			{Name: "NewShake256 NewCShake256", Result: Is(Hasher, "SHAKE256")},
			{Name: "ShakeSum128", Args: Args{1: AsMessage}, Fills: Fills{0: Is(Digest, "SHAKE128", 1)}},
			{Name: "ShakeSum256", Args: Args{1: AsMessage}, Fills: Fills{0: Is(Digest, "SHAKE256", 1)}},
			{Name: "ShakeHash.Clone", Result: From(Receiver)},
		},
	},
	{
		paths: []string{"golang.org/x/crypto/md4"},
		funcs: []Func{{Name: "New", Result: Is(Hasher, "MD4")}},
	},
	{
		paths: []string{"golang.org/x/crypto/ripemd160"},
		funcs: []Func{{Name: "New", Result: Is(Hasher, "RIPEMD-160")}},
	},
	{
		// With a key, which is optional, BLAKE2 is a MAC. A nil key is the
		// usual argument, so it has no role here: it would be an empty MAC key.
		paths: []string{"golang.org/x/crypto/blake2b"},
		funcs: []Func{
			{Name: "New256 New384 New512", Result: Is(Hasher, "BLAKE2b", 0)},
			{Name: "New", Result: Is(Hasher, "BLAKE2b", 1)},
			{Name: "NewXOF", Result: Is(Hasher, "BLAKE2b", 1)},
			{Name: "Sum256 Sum384 Sum512", Args: Args{0: AsMessage}, Result: Is(Digest, "BLAKE2b", 0)},
		},
	},
	{
		paths: []string{"golang.org/x/crypto/blake2s"},
		funcs: []Func{
			{Name: "New128 New256", Result: Is(Hasher, "BLAKE2s", 0)},
			{Name: "NewXOF", Result: Is(Hasher, "BLAKE2s", 1)},
			{Name: "Sum256", Args: Args{0: AsMessage}, Result: Is(Digest, "BLAKE2s", 0)},
		},
	},
	{
		paths: []string{"crypto/hmac"},
		funcs: []Func{
			{Name: "New", Args: Args{0: AsHashConstructor, 1: AsMACKey}, Result: Is(MAC, "", 1)},
		},
	},
	{
		paths: []string{"golang.org/x/crypto/poly1305"},
		funcs: []Func{
			{Name: "Sum", Args: Args{1: AsMessage, 2: AsMACKey}, Fills: Fills{0: Is(MACTag, "Poly1305", 1, 2)}},
			{Name: "Verify", Args: Args{0: AsTag, 1: AsMessage, 2: AsMACKey}},
			{Name: "New", Args: Args{0: AsMACKey}, Result: Is(MAC, "Poly1305", 0)},
			{Name: "MAC.Write", Appends: Fills{Receiver: From(0)}},
			{Name: "MAC.Sum", Result: Source{Kind: Sum, From: []int{0}, Of: []int{Receiver}}},
			{Name: "MAC.Verify", Args: Args{0: AsTag}},
			{Name: "MAC.Size"},
		},
	},
	{
		paths: []string{"golang.org/x/crypto/nacl/auth"},
		funcs: []Func{
			{Name: "Sum", Args: Args{0: AsMessage, 1: AsMACKey}, Result: Is(MACTag, "SHA-512", 0, 1)},
			{Name: "Verify", Args: Args{0: AsTag, 1: AsMessage, 2: AsMACKey}},
		},
	},
	{
		paths: []string{"hash/crc32"},
		funcs: []Func{
			{Name: "New NewIEEE", Result: Is(Hasher, "CRC-32")},
			{Name: "Checksum ChecksumIEEE", Result: Is(Checksum, "CRC-32", 0)},
			{Name: "Update", Result: Is(Checksum, "CRC-32", 2)},
		},
	},
	{
		paths: []string{"hash/crc64"},
		funcs: []Func{
			{Name: "New", Result: Is(Hasher, "CRC-64")},
			{Name: "Checksum", Result: Is(Checksum, "CRC-64", 0)},
			{Name: "Update", Result: Is(Checksum, "CRC-64", 2)},
		},
	},
	{
		paths: []string{"hash/adler32"},
		funcs: []Func{
			{Name: "New", Result: Is(Hasher, "Adler-32")},
			{Name: "Checksum", Result: Is(Checksum, "Adler-32", 0)},
		},
	},
	{
		paths: []string{"hash/fnv"},
		funcs: []Func{
			{Name: "New32 New32a New64 New64a New128 New128a", Result: Is(Hasher, "FNV")},
		},
	},
	{
		paths: []string{"hash/maphash"},
		funcs: []Func{
			{Name: "Bytes String Comparable", Result: Is(Checksum, "maphash", 1)},
			{Name: "Hash.Write Hash.WriteString Hash.WriteByte", Appends: Fills{Receiver: From(0)}},
			{Name: "Hash.Sum", Result: Source{Kind: Checksum, Detail: "maphash", From: []int{0}, Of: []int{Receiver}}},
			{Name: "Hash.Sum64", Result: Is(Checksum, "maphash", Receiver)},
			{Name: "Hash.Reset", Resets: true},
		},
	},
	{
		paths: []string{"github.com/cespare/xxhash/v2"},
		funcs: []Func{
			{Name: "New NewWithSeed", Result: Is(Hasher, "xxHash")},
			{Name: "Sum64 Sum64String", Result: Is(Checksum, "xxHash", 0)},
			{Name: "Digest.Write Digest.WriteString", Appends: Fills{Receiver: From(0)}},
			{Name: "Digest.Sum", Result: Source{Kind: Sum, From: []int{0}, Of: []int{Receiver}}},
			{Name: "Digest.Sum64", Result: Is(Sum, "", Receiver)},
			{Name: "Digest.Reset", Resets: true},
		},
	},
	{
		paths: []string{"github.com/spaolacci/murmur3"},
		funcs: []Func{
			{Name: "New32 New32WithSeed New64 New64WithSeed New128 New128WithSeed", Result: Is(Hasher, "MurmurHash3")},
			{Name: "Sum32 Sum32WithSeed Sum64 Sum64WithSeed Sum128 Sum128WithSeed", Result: Is(Checksum, "MurmurHash3", 0)},
		},
	},
}
