namespace MultiBatch.Emulators.Quirks;

/// <summary>How it is known that a service behaves so.</summary>
public enum QuirkSource
{
    /// <summary>The vendor's documentation says so.</summary>
    Documentation = 0,

    /// <summary>Seen in traffic with the vendor's official client or service.</summary>
    Recording = 1,

    /// <summary>Reported by users in a public issue.</summary>
    Issue = 2,

    /// <summary>Nobody has confirmed it; the emulator had to do something.</summary>
    Assumed = 3,
}
