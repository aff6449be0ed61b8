using RoadmapAgent.Authoring.Chat;

namespace RoadmapAgent.Tests.Unit.Authoring.Chat;

public sealed class ServerWordsTests
{
    [Theory]
    [InlineData(498, 500)]
    [InlineData(499, 499)]
    [InlineData(500, 500)]
    public void Long_words_are_cut_before_a_character_that_does_not_fit(int letters, int length)
    {
        var words = ServerWords.Shorten($"{new string('a', letters)}😀 and more");

        Assert.Equal(length, words.Length);
        Assert.DoesNotContain('\ufffd', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(words)));
    }
}
