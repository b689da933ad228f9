namespace MultiBatch.Costs.Refreshing;

/// <summary>Writes a file so that a reader sees the old one or the new one, and never a part.</summary>
internal static class WholeFile
{
    public static void Write(string path, Action<Stream> write)
    {
        var part = path + "." + Guid.NewGuid().ToString("N") + ".tmp";
        try
        {
            using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
            {
                write(file);
            }

            if (File.Exists(path))
            {
                File.Replace(part, path, null);
            }
            else
            {
                File.Move(part, path);
            }
        }
        finally
        {
            File.Delete(part);
        }
    }
}
