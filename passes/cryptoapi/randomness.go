package cryptoapi

// randomPackages are the generators of random numbers, strong and weak, and of
// identifiers.
var randomPackages = []pkg{
	{
		paths: []string{"crypto/rand"},
		vars:  []Var{{Name: "Reader", Source: Is(SecureRandom, "")}},
		funcs: []Func{
			{Name: "Read", Fills: Fills{0: Is(SecureRandom, "")}},
			{Name: "Text", Result: Is(SecureRandom, "")},
			{Name: "Int", Args: Args{0: AsRandomness}, Result: From(0)},
			{Name: "Prime", Args: Args{0: AsLegacyRandomness, 1: AsBits}, Result: Is(SecureRandom, "")},
		},
	},
	{
		paths: []string{"math/rand", "golang.org/x/exp/rand"},
		types: []Type{{Name: "Rand Zipf", Source: Is(WeakRandom, "")}},
		funcs: []Func{
			{Name: "*", Result: Is(WeakRandom, "")},
			{Name: "Read", Fills: Fills{0: Is(WeakRandom, "")}},
			{Name: "Seed", Args: Args{0: AsSeed}},
			{Name: "Shuffle Rand.Shuffle"},
			{Name: "NewSource", Args: Args{0: AsSeed}, Result: Is(WeakRandom, "", 0)},
			{Name: "New NewZipf", Result: From(0)},
			{Name: "Rand.Seed", Args: Args{0: AsSeed}},
			{Name: "Rand.Read", Fills: Fills{0: From(Receiver)}},
			{
				Name: "Rand.ExpFloat64 Rand.Float32 Rand.Float64 Rand.Int Rand.Int31 Rand.Int31n Rand.Int63 " +
					"Rand.Int63n Rand.Intn Rand.NormFloat64 Rand.Perm Rand.Uint32 Rand.Uint64 " +
					"Zipf.Uint64",
				Result: From(Receiver),
			},
			{Name: "Source.Seed", Args: Args{0: AsSeed}},
		},
	},
	{
		paths: []string{"math/rand"},
		funcs: []Func{{Name: "Source.Int63 Source64.Uint64", Result: From(Receiver)}},
	},
	{
		paths: []string{"golang.org/x/exp/rand"},
		funcs: []Func{{Name: "Source.Uint64", Result: From(Receiver)}},
	},
	{
		paths: []string{"math/rand/v2"},
		types: []Type{{Name: "Rand PCG Zipf", Source: Is(WeakRandom, "")}},
		funcs: []Func{
			{Name: "*", Result: Is(WeakRandom, "")},
			{Name: "Shuffle Rand.Shuffle"},
			{Name: "New NewZipf", Result: From(0)},
			{Name: "NewPCG", Args: Args{0: AsSeed, 1: AsSeed}, Result: Is(WeakRandom, "", 0, 1)},
			// ChaCha8 is as unpredictable as its seed, which rules ask for.
			{Name: "NewChaCha8", Args: Args{0: AsSeed}, Result: Is(WeakRandom, "ChaCha8", 0)},
			{Name: "ChaCha8.Read", Fills: Fills{0: From(Receiver)}},
			{Name: "ChaCha8.Seed", Args: Args{0: AsSeed}, Fills: Fills{Receiver: Is(WeakRandom, "ChaCha8", 0)}},
			{Name: "PCG.Seed", Args: Args{0: AsSeed, 1: AsSeed}},
			{
				Name: "Rand.ExpFloat64 Rand.Float32 Rand.Float64 Rand.Int Rand.Int32 Rand.Int32N Rand.Int64 " +
					"Rand.Int64N Rand.IntN Rand.NormFloat64 Rand.Perm Rand.Uint Rand.Uint32 Rand.Uint32N " +
					"Rand.Uint64 Rand.Uint64N Rand.UintN " +
					"ChaCha8.Uint64 PCG.Uint64 Source.Uint64 Zipf.Uint64",
				Result: From(Receiver),
			},
		},
	},
	{
		paths: []string{"github.com/valyala/fastrand"},
		types: []Type{{Name: "RNG", Source: Is(WeakRandom, "")}},
		funcs: []Func{{Name: "Uint32 Uint32n RNG.Uint32 RNG.Uint32n", Result: Is(WeakRandom, "")}},
	},
	{
		paths: []string{"k8s.io/apimachinery/pkg/util/rand"},
		funcs: []Func{
			{Name: "Int Intn IntnRange Int63nRange Perm String", Result: Is(WeakRandom, "")},
			{Name: "Seed", Args: Args{0: AsSeed}},
			{Name: "SafeEncodeString", Result: From(0)},
		},
	},
	{
		// An identifier needs no secret source of randomness; one that becomes a
		// secret is judged by where it comes from.
		paths: []string{"github.com/google/uuid"},
		funcs: []Func{
			{Name: "New NewString NewRandom", Result: Is(UUID, "v4")},
			{Name: "NewRandomFromReader", Result: From(0)},
			{Name: "NewUUID NewV6 NewV7 NewV7FromReader NewDCEGroup NewDCEPerson NewDCESecurity", Result: Is(Counter, "UUID")},
			{Name: "NewMD5", Result: Is(Digest, "MD5", 0, 1)},
			{Name: "NewSHA1", Result: Is(Digest, "SHA-1", 0, 1)},
			{Name: "Must Parse ParseBytes MustParse FromBytes", Result: From(0)},
			{Name: "UUID.String UUID.URN UUID.MarshalText UUID.MarshalBinary", Result: From(Receiver)},
		},
	},
	{
		paths: []string{"github.com/gofrs/uuid", "github.com/gofrs/uuid/v5", "github.com/satori/go.uuid"},
		funcs: []Func{
			{Name: "NewV4", Result: Is(UUID, "v4")},
			{Name: "NewV1", Result: Is(Counter, "UUID")},
			{Name: "NewV3", Result: Is(Digest, "MD5", 0, 1)},
			{Name: "NewV5", Result: Is(Digest, "SHA-1", 0, 1)},
			{Name: "Must FromBytes FromString FromStringOrNil FromBytesOrNil", Result: From(0)},
			{Name: "UUID.String UUID.Bytes UUID.MarshalText UUID.MarshalBinary", Result: From(Receiver)},
		},
	},
	{
		paths: []string{"github.com/gofrs/uuid", "github.com/gofrs/uuid/v5"},
		funcs: []Func{{Name: "NewV6 NewV7", Result: Is(Counter, "UUID")}},
	},
	{
		paths: []string{"github.com/hashicorp/go-uuid"},
		funcs: []Func{
			{Name: "GenerateRandomBytes", Result: Is(SecureRandom, "")},
			{Name: "GenerateRandomBytesWithReader", Result: From(1)},
			{Name: "GenerateUUID", Result: Is(UUID, "v4")},
			{Name: "GenerateUUIDWithReader", Result: From(0)},
			{Name: "FormatUUID ParseUUID", Result: From(0)},
		},
	},
	{
		paths: []string{"github.com/rs/xid"},
		funcs: []Func{
			{Name: "New NewWithTime", Result: Is(Counter, "xid")},
			{Name: "ID.String ID.Bytes ID.MarshalText", Result: From(Receiver)},
			{Name: "ID.Encode", Fills: Fills{0: From(Receiver)}, Result: From(Receiver)},
		},
	},
	{
		// New and MustNew take the randomness from their caller.
		paths: []string{"github.com/oklog/ulid/v2"},
		funcs: []Func{
			{Name: "Make", Result: Is(Counter, "ULID")},
			{Name: "New MustNew", Result: Is(Counter, "ULID")},
			{Name: "ULID.String ULID.Bytes ULID.MarshalText ULID.MarshalBinary", Result: From(Receiver)},
		},
	},
	{
		paths: []string{"github.com/bwmarrin/snowflake"},
		funcs: []Func{
			{Name: "Node.Generate", Result: Is(Counter, "snowflake")},
			{Name: "ID.String ID.Int64 ID.Bytes ID.Base2 ID.Base32 ID.Base36 ID.Base58 ID.Base64", Result: From(Receiver)},
		},
	},
	{
		paths: []string{"github.com/sony/sonyflake"},
		funcs: []Func{{Name: "Sonyflake.NextID", Result: Is(Counter, "sonyflake")}},
	},
	{
		paths: []string{"github.com/matoous/go-nanoid/v2"},
		funcs: []Func{{Name: "New Must Generate MustGenerate", Result: Is(SecureRandom, "")}},
	},
	{
		paths: []string{"github.com/dchest/uniuri"},
		funcs: []Func{{Name: "New NewLen NewLenChars NewLenCharsBytes", Result: Is(SecureRandom, "")}},
	},
	{
		paths: []string{"lukechampine.com/frand"},
		funcs: []Func{
			{
				Name:   "BigIntn Bytes Entropy128 Entropy192 Entropy256 Float64 Intn New NewSource Perm Uint64n",
				Result: Is(SecureRandom, ""),
			},
			{Name: "Read", Fills: Fills{0: Is(SecureRandom, "")}},
			{Name: "Shuffle RNG.Shuffle"},
			{Name: "NewCustom", Args: Args{0: AsSeed}, Result: From(0)},
			{
				Name: "RNG.BigIntn RNG.Bytes RNG.Entropy128 RNG.Entropy192 RNG.Entropy256 RNG.Float64 RNG.Intn " +
					"RNG.Perm RNG.Uint64n Source.Int63 Source.Uint64",
				Result: From(Receiver),
			},
			{Name: "RNG.Read", Fills: Fills{0: From(Receiver)}},
		},
	},
}
