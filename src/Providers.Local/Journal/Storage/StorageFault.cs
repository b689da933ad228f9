namespace MultiBatch.Providers.Local.Journal.Storage;

/// <summary>Tells the kinds of file error apart: on Unix the number is the system's, on Windows an HRESULT.</summary>
internal static class StorageFault
{
    private static readonly bool IsWindows = OperatingSystem.IsWindows();
    private static readonly bool IsMac = OperatingSystem.IsMacOS();

    /// <summary>The disk, or the user's share of it, is full.</summary>
    public static bool IsDiskFull(Exception error) =>
        error is IOException && (IsWindows
            ? error.HResult is unchecked((int)0x80070070) or unchecked((int)0x80070027)
            : error.HResult == 28 || error.HResult == (IsMac ? 69 : 122));

    /// <summary>The file system is read-only, or this user may not write.</summary>
    public static bool IsRefused(Exception error) =>
        error is UnauthorizedAccessException
        || (error is IOException && (IsWindows ? error.HResult == unchecked((int)0x80070013) : error.HResult is 30 or 13 or 1));

    /// <summary>Another opener has the file.</summary>
    public static bool IsSharingViolation(IOException error) =>
        IsWindows
            ? error.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021)
            : error.HResult == (IsMac ? 35 : 11);
}
