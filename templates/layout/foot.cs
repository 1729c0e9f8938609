<?cs # The bottom of every page; data as in head.cs. ?></main>
<?cs if:door == "store" ?><?cs include:"layout/_store_foot.cs" ?><?cs /if ?>
</body>
</html>
