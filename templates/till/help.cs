<?cs # The cashier's chapter alone. Data: till, as in till/_bar.cs. ?><?cs include:"layout/head.cs" ?>
<?cs include:"till/_bar.cs" ?>
<div class="help">
<h1 id="help"><?cs var:t("Help") ?></h1>
<p><a class="button button-quiet" href="/till"><?cs var:t("Back to the till") ?></a></p>
<nav class="help-toc" aria-labelledby="help">
<?cs include:"till/_help_contents.cs" ?>
</nav>
<h2><?cs var:t("For the cashier") ?></h2>
<?cs include:"till/_help.cs" ?>
</div>
<?cs include:"layout/foot.cs" ?>
