namespace MultiBatch.Planning;

/// <summary>Dispositions of fields that stand elsewhere in the caller's spec than in the provider's.</summary>
internal static class FieldDispositionExtensions
{
    /// <summary>The same disposition for another field.</summary>
    public static FieldDisposition At(this FieldDisposition said, string pointer) => said.Pointer == pointer ? said : said.Kind switch
    {
        DispositionKind.Honored => FieldDisposition.Honored(pointer, said.Detail),
        DispositionKind.Defaulted => FieldDisposition.Defaulted(pointer, said.To!, said.Detail!),
        DispositionKind.Rounded => FieldDisposition.Rounded(pointer, said.From!, said.To!, said.Detail!, said.Source),
        DispositionKind.Emulated => FieldDisposition.Emulated(pointer, said.Detail!, said.NeedsClient),
        DispositionKind.Unverified => FieldDisposition.Unverified(pointer, said.Detail!),
        _ => FieldDisposition.Rejected(pointer, said.Detail!, said.Alternative, said.Source),
    };
}
