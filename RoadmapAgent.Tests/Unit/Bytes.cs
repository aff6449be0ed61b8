namespace RoadmapAgent.Tests.Unit;

/// <summary>Spoils bytes as fuzzers do.</summary>
internal static class Bytes
{
    private const int MostChanges = 6;

    /// <summary>Changes bytes in some places: flips, replaces, removes and repeats parts, or brings in parts of other inputs.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="others">Further inputs.</param>
    /// <param name="random">Chooses.</param>
    public static byte[] Spoil(byte[] bytes, IReadOnlyList<byte[]> others, Random random)
    {
        for (var changes = random.Next(1, MostChanges); changes > 0; changes--)
        {
            bytes = Change(bytes, others[random.Next(others.Count)], random);
        }

        return bytes;
    }

    private static byte[] Change(byte[] bytes, byte[] other, Random random)
    {
        var (from, to) = Part(bytes, random);
        var (otherFrom, otherTo) = Part(other, random);
        return random.Next(8) switch
        {
            0 => [.. bytes[..from], (byte)(bytes.ElementAtOrDefault(from) ^ (1 << random.Next(8))), .. bytes.Skip(from + 1)],
            1 => [.. bytes[..from], .. Interesting(random), .. bytes.Skip(from + 4)],
            2 => [.. bytes[..from], .. bytes[to..]],
            3 => [.. bytes[..to], .. bytes[from..]],
            4 => [.. bytes[..from], .. other[otherFrom..otherTo], .. bytes[to..]],
            5 => [.. bytes[..from], (byte)random.Next(256), .. bytes.Skip(from + 1)],
            6 => bytes[..from],
            _ => [.. bytes, .. other],
        };
    }

    private static byte[] Interesting(Random random) => random.Next(5) switch
    {
        0 => [0xff, 0xff, 0xff, 0xff],
        1 => [0x7f, 0xff, 0xff, 0xff],
        2 => [0, 0, 0, 0],
        3 => [0x80, 0, 0, 0],
        _ => [0, 0, 0, (byte)random.Next(12)],
    };

    private static (int From, int To) Part(byte[] bytes, Random random)
    {
        var from = random.Next(bytes.Length + 1);
        return (from, Math.Min(bytes.Length, from + random.Next(40)));
    }
}
