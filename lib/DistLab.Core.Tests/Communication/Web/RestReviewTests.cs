using DistLab.Communication.Web;

namespace DistLab.Core.Tests.Communication.Web;

public sealed class RestReviewTests
{
    [Fact]
    public void The_exams_request_names_its_operation_in_the_query_and_no_thing_in_its_path()
    {
        var review = RestReview.Of("GET", "http://host.com?requestType=listContents&dir=home");
        Assert.False(review.IsRestful);
        Assert.Equal([(RestRule.MethodSaysWhatIsDone, "requestType=listContents"), (RestRule.PathNamesTheResource, "dir=home")], review.Findings.Select(finding => (finding.Rule, finding.Where)));
        Assert.Equal("GET http://host.com/dir/home/contents", review.Suggestion);
    }

    [Theory]
    [InlineData("GET", "http://host.com/folders/home/contents")]
    [InlineData("GET", "https://host.com/folders/home/contents?sort=date&page=2")]
    [InlineData("PUT", "http://host.com/users/7/address")]
    [InlineData("DELETE", "http://host.com/users/7")]
    [InlineData("POST", "http://host.com:8080/orders")]
    [InlineData("GET", "http://host.com/settings/listing")]
    public void A_path_for_the_thing_and_a_method_for_the_operation_are_restful(string method, string target) =>
        Assert.True(RestReview.Of(method, target).IsRestful, RestReview.Of(method, target).ToString());

    [Theory]
    [InlineData("GET", "http://h.com/getUser?id=7", RestRule.MethodSaysWhatIsDone, "GET http://h.com/id/7/user")]
    [InlineData("POST", "http://h.com/users/7/delete", RestRule.MethodSaysWhatIsDone, "DELETE http://h.com/users/7")]
    [InlineData("GET", "http://h.com/users/7/delete-photo", RestRule.SafeMethodsChangeNothing, "DELETE http://h.com/users/7/photo")]
    [InlineData("GET", "http://h.com/?user=7", RestRule.PathNamesTheResource, "GET http://h.com/user/7")]
    [InlineData("GET", "http://h.com/inbox?sid=a1b2", RestRule.NoSession, "GET http://h.com/inbox")]
    [InlineData("POST", "http://h.com/mails?action=send_mail", RestRule.MethodSaysWhatIsDone, "POST http://h.com/mails")]
    public void What_offends_is_named_and_a_better_request_is_guessed(string method, string target, RestRule rule, string rather)
    {
        var review = RestReview.Of(method, target);
        Assert.Contains(rule, review.Findings.Select(finding => finding.Rule));
        Assert.Equal(rather, review.Suggestion);
    }

    [Fact]
    public void What_is_suggested_is_itself_restful()
    {
        string[] targets = ["http://h.com?op=createInvoice&shop=7", "http://h.com/listUsers", "http://h.com/a/b/updateC?d=e", "http://h.com?x=y", "http://h.com?requestType=listContents&dir=home"];
        Assert.All(targets, target =>
        {
            string[] rather = RestReview.Of("GET", target).Suggestion.Split(' ', 2);
            Assert.True(RestReview.Of(rather[0], rather[1]).IsRestful, target);
        });
    }

    [Theory]
    [InlineData("GET", "folders/home")]
    [InlineData("GET", "ftp://host.com/file")]
    [InlineData("GET", "")]
    [InlineData("", "http://host.com")]
    [InlineData("G T", "http://host.com")]
    public void What_is_no_request_is_refused(string method, string target) => Assert.Throws<ArgumentException>(() => RestReview.Of(method, target));

    [Fact]
    public void A_cache_that_knows_HTTP_helps_who_uses_it_as_meant_and_ruins_who_does_not()
    {
        var (restful, inGet, inPost) = (WebCacheExperiment.Run(WebStyle.Restful), WebCacheExperiment.Run(WebStyle.OperationInGet), WebCacheExperiment.Run(WebStyle.OperationInPost));
        Assert.Equal((0, 0), (restful.Stale, restful.LostChanges));
        Assert.InRange(restful.ReachedServer, 500, 1_500);
        Assert.True(inGet.Stale > 1_000 && inGet.LostChanges > 300, inGet.ToString());
        Assert.Equal((10_000, 0, 0), (inPost.ReachedServer, inPost.Stale, inPost.LostChanges));
    }
}
